import { expect, it } from 'vitest';
import type { SpentPoints } from '../../src/modules/limit/limit.ports.ts';
import { hexId, later } from '../factories/unique.ts';

/** What every implementation of `SpentPoints` must do. */
export const spentPointsContract = (open: () => SpentPoints) => {
  const spent = open();
  const until = later(10 * 365 * 24 * 3600);

  it('adds up what is spent under a key in a window', async () => {
    const [one, other] = [`u:${hexId()}`, `a:${hexId()}`];
    await spent.add([{ key: one, window: 7, points: 3 }], until);
    await spent.add(
      [
        { key: one, window: 7, points: 4 },
        { key: one, window: 8, points: 1 },
        { key: other, window: 7, points: 9 },
      ],
      until,
    );
    const asked = [
      { key: one, window: 7 },
      { key: other, window: 7 },
      { key: one, window: 9 },
    ];
    const totals = await spent.totals(asked);
    expect(totals.toSorted((a, b) => a.points - b.points)).toEqual([
      { key: one, window: 7, points: 7 },
      { key: other, window: 7, points: 9 },
    ]);
  });

  it('loses nothing when many begin the same count at once', async () => {
    const key = `u:${hexId()}`;
    await Promise.all(Array.from({ length: 12 }, () => spent.add([{ key, window: 7, points: 2 }], until)));
    expect(await spent.totals([{ key, window: 7 }])).toEqual([{ key, window: 7, points: 24 }]);
  });

  it('takes nothing and asks for nothing', async () => {
    await spent.add([], until);
    expect(await spent.totals([])).toEqual([]);
  });
};
