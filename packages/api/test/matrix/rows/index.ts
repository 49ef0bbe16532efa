import { open, signedIn } from '../expected.ts';
import type { Rows } from '../matrix.ts';
import type { Fixture } from '../plant.ts';
import { contractorRows } from './contractor.ts';
import { homeownerRows } from './homeowner.ts';
import { officialRows } from './official.ts';
import { planRows } from './plan.ts';
import { quoteRows } from './quote.ts';
import { visitRows } from './visit.ts';
import { workRows } from './work.ts';

/** Every procedure of the router. A new one fails the tests until somebody has decided who may call it. */
export const rows: Rows<Fixture> = {
  'public.categories.list': open(),
  'public.status': open(),
  'live.feed': { input: () => undefined, expected: signedIn },
  ...officialRows,
  ...contractorRows,
  ...homeownerRows,
  ...planRows,
  ...quoteRows,
  ...visitRows,
  ...workRows,
};
