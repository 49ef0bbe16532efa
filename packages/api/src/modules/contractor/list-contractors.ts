import type { ListContractors, PublicContractor } from '@pmp/contracts/contractor';
import type { Page } from '@pmp/contracts/page';
import type { Deps } from '../../deps.ts';
import type { Homeowner } from '../../kernel/actor.ts';
import { notFound } from '../../kernel/app-error.ts';
import { boardKeysOf } from '../../kernel/area.ts';
import { toPage } from '../../kernel/page.ts';
import { toPublicContractor } from './contractor.view.ts';

type Needs = Pick<Deps, 'requests' | 'contractors' | 'blocked' | 'clock'>;

/** Who else could take one of the homeowner's own requests on. None where the request could be placed nowhere. */
export const listContractors = async (
  { requests, contractors, blocked, clock }: Needs,
  { id: homeownerId }: Homeowner,
  { requestId, ...page }: ListContractors,
): Promise<Page<PublicContractor>> => {
  const request = await requests.find(requestId, { by: 'homeowner', homeownerId });
  if (!request) throw notFound();
  const now = clock.now();
  const found = await contractors.listFor(boardKeysOf(request.category, request.place.cell), page);
  const { items, nextCursor } = toPage(page, found, (contractor) => toPublicContractor(contractor, now));
  // Taken out after the page was cut, which may so be a little shorter: its cursor stays right.
  return { items: items.filter(({ id }) => id !== homeownerId && !blocked.has(id)), nextCursor };
};
