import { collections } from '../../src/mongo/registry.ts';
import type { commandLog } from '../mongo/command-log.ts';

/** The filters that were sent and that no collection declares as a query shape. */
export const undeclaredIn = (log: ReturnType<typeof commandLog>): string[] => {
  const shapesOf = new Map(collections.map(({ name, shapes }) => [name, shapes]));
  return log.all().flatMap(({ name, collection, filters }) =>
    filters.flatMap((filter) => {
      const asked = Object.keys(filter);
      const fits = shapesOf.get(collection)?.some(({ equal, then, left = [] }) => {
        const known: readonly string[] = [...equal, ...left, ...(then === undefined ? [] : [then])];
        return equal.every((field) => asked.includes(field)) && asked.every((field) => known.includes(field));
      });
      // Reference data is read whole into memory.
      return fits || asked.length === 0 ? [] : [`${name} ${collection} {${asked.join(', ')}}`];
    }),
  );
};
