import { collections } from '../../src/mongo/registry.ts';
import type { commandLog } from './command-log.ts';

/** The filters that were sent and are no declared query shape. Reference data is read whole into memory: an empty filter asks nothing. */
export const undeclaredFilters = (sent: ReturnType<ReturnType<typeof commandLog>['all']>): string[] => {
  const shapesOf = new Map(collections.map(({ name, shapes }) => [name, shapes]));
  return sent.flatMap(({ name, filters }) =>
    filters.flatMap(({ collection, filter }) => {
      const asked = Object.keys(filter);
      const fits = shapesOf.get(collection)?.some(({ equal, then, left = [] }) => {
        const known: readonly string[] = [...equal, ...left, ...(then === undefined ? [] : [then])];
        return equal.every((field) => asked.includes(field)) && asked.every((field) => known.includes(field));
      });
      return fits || asked.length === 0 ? [] : [`${name} ${collection} {${asked.join(', ')}}`];
    }),
  );
};
