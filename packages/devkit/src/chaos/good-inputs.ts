import { isJson } from './json-schema.ts';
import { report } from './writers.ts';

const from = '2027-01-01T09:00:00.000Z';
const to = '2027-01-01T10:00:00.000Z';

/** What the JSON form of a procedure's schema cannot say, such as which fields go together. */
export function completed(where: string, base: unknown): unknown {
  if (!isJson(base)) return base;
  switch (where) {
    case 'homeowner.requests.create':
      return 'address' in base || 'propertyId' in base ? base : { ...base, address: report('x').address };
    case 'contractor.jobs.offerWindows':
    case 'homeowner.requests.offerWindows':
      return { ...base, windows: [{ start: from, end: to }] };
    case 'contractor.jobs.calendar':
      return { ...base, from, to };
    case 'contractor.workLog.create':
      return { ...base, kind: 'labour', minutes: 30 };
    default:
      return base;
  }
}
