import { setTimeout as wait } from 'node:timers/promises';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inLanes } from './in-lanes.ts';

describe('in lanes', () => {
  it('gives the results in the order of the items, whichever ended first, and never has more under way', async () => {
    const items = fc.array(fc.nat({ max: 3 }), { maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(items, fc.integer({ min: 1, max: 5 }), async (delays, lanes) => {
        let underWay = 0;
        let most = 0;
        const begun: number[] = [];
        const results = await inLanes([...delays.entries()], lanes, async ([index, delay]) => {
          begun.push(index);
          underWay += 1;
          most = Math.max(most, underWay);
          await wait(delay);
          underWay -= 1;
          return index;
        });
        expect(results).toEqual([...delays.keys()]);
        expect(begun).toEqual([...delays.keys()]);
        expect(most).toBe(Math.min(lanes, delays.length));
      }),
      { numRuns: 50 },
    );
  });

  it('runs all to their end and then fails with what the first failure was', async () => {
    const ended: number[] = [];
    const failing = inLanes([1, 2, 3, 4, 5, 6], 2, async (item) => {
      await wait(1);
      ended.push(item);
      if (item <= 3) throw new Error(`number ${item}`);
      return item;
    });
    await expect(failing).rejects.toThrow('number 1');
    expect(ended).toEqual([1, 2, 3, 4, 5, 6]);
  });
});
