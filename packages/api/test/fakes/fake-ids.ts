import type { Ids } from '../../src/kernel/ids.ts';

/** Counts: `00…01` and `PM-00000001` come first. */
export const fakeIds = (): Ids => {
  let records = 0;
  let numbers = 0;
  return {
    record: () => {
      records += 1;
      return records.toString(16).padStart(24, '0');
    },
    requestNumber: () => {
      numbers += 1;
      return `PM-${String(numbers).padStart(8, '0')}`;
    },
  };
};
