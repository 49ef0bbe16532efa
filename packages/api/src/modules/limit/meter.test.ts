import { describe, expect, it } from 'vitest';
import { fakeClock } from '../../../test/fakes/fake-clock.ts';
import { fakeSpentPoints } from '../../../test/fakes/fake-spent-points.ts';
import type { SpentPoints } from './limit.ports.ts';
import { createMeter } from './meter.ts';

/** Meters of several processes over one store. */
const setUp = (processes = 1) => {
  const clock = fakeClock();
  const store = fakeSpentPoints();
  const errors: unknown[] = [];
  let commands = 0;
  let fault: 'none' | 'away' | 'stalled' = 'none';
  const through = async <Result>(call: () => Promise<Result>): Promise<Result> => {
    commands += 1;
    if (fault === 'away') throw new Error('the database is away');
    if (fault === 'stalled') return new Promise(() => {});
    return call();
  };
  const spentPoints: SpentPoints = {
    add: (spent, until) => through(() => store.add(spent, until)),
    totals: (asked) => through(() => store.totals(asked)),
  };
  const onError = (error: unknown) => void errors.push(error);
  const meters = Array.from({ length: processes }, () => createMeter({ spentPoints, clock, onError }));
  const [meter = createMeter({ spentPoints, clock, onError })] = meters;
  return {
    clock,
    meter,
    meters,
    errors,
    commands: () => commands,
    break: (how: typeof fault) => {
      fault = how;
    },
  };
};

type Setting = ReturnType<typeof setUp>;

/** Spends until it is refused; answers how many points were admitted. */
const spendAll = async (meter: Setting['meter'], { points = 1, limit = 600, key = 'u:1' } = {}) => {
  let admitted = 0;
  for (let attempt = 0; attempt < 2_000; attempt += 1) {
    if (!(await meter.spend(key, points, limit)).admitted) return admitted;
    admitted += points;
  }
  throw new Error('Nothing was ever refused');
};

describe('a meter', () => {
  it('admits exactly the limit, all at once if need be, and each key its own', async () => {
    const { meter } = setUp();
    expect(await spendAll(meter)).toBe(600);
    expect(await spendAll(meter, { key: 'u:2', points: 5 })).toBe(600);
    expect(await spendAll(meter, { key: 'a:3', limit: 60 })).toBe(60);
  });

  it('weighs: a call of fifty points leaves ten of sixty', async () => {
    const { meter } = setUp();
    expect((await meter.spend('a:1', 50, 60)).admitted).toBe(true);
    expect((await meter.spend('a:1', 11, 60)).admitted).toBe(false);
    expect((await meter.spend('a:1', 10, 60)).admitted).toBe(true);
    expect((await meter.spend('a:2', 1_000, 60)).admitted).toBe(true);
  });

  it('says when to come again, and then admits', async () => {
    for (const startsAt of [0, 17, 59]) {
      const { meter, clock } = setUp();
      clock.advance(startsAt);
      await spendAll(meter);
      const verdict = await meter.spend('u:1', 10, 600);
      if (verdict.admitted) throw new Error('It was admitted');
      expect(verdict.retryAfterSeconds).toBeGreaterThan(0);
      expect(verdict.retryAfterSeconds).toBeLessThanOrEqual(62);
      clock.advance(verdict.retryAfterSeconds);
      expect((await meter.spend('u:1', 10, 600)).admitted).toBe(true);
    }
  });

  it('does not admit twice the limit around the turn of a window', async () => {
    const { meter, clock } = setUp();
    clock.advance(59);
    const before = await spendAll(meter);
    clock.advance(2);
    expect(before + (await spendAll(meter))).toBeLessThanOrEqual(610);
    clock.advance(120);
    expect(await spendAll(meter)).toBe(600);
  });

  it('asks the database for no single call, only once a step', async () => {
    const { meter, commands } = setUp();
    for (let call = 0; call < 30; call += 1) await meter.spend('u:1', 1, 600);
    expect(commands()).toBe(0);
    await meter.settle();
    expect(commands()).toBe(2);
    await meter.settle();
    expect(commands()).toBe(2);
    await spendAll(meter);
    // 570 points in steps of 30, two commands each.
    expect(commands()).toBeLessThanOrEqual(2 + 2 * 20);
  });

  it.each([
    [2, 1],
    [4, 1],
    [4, 5],
    [8, 50],
  ])(
    '%i processes exceed the limit by no more than is documented, with calls of %i points',
    async (processes, points) => {
      const limit = 600;
      const { meters } = setUp(processes);
      const admitted = await Promise.all(meters.map((meter) => spendAll(meter, { points, limit })));
      const total = admitted.reduce((sum, one) => sum + one, 0);
      expect(total).toBeGreaterThan(limit - points);
      expect(total).toBeLessThanOrEqual(limit + processes * (limit / 20 + points));
    },
  );

  it('shares with processes that come later, and across a turn of the window', async () => {
    const { meters, clock } = setUp(2);
    const [first, second] = meters;
    if (!first || !second) throw new Error('Two were asked for');
    clock.advance(59);
    await spendAll(first);
    await first.settle();
    clock.advance(2);
    const step = 30;
    expect(await spendAll(second)).toBeLessThanOrEqual(10 + step + 1);
  });

  it('counts alone while the database is away, says so once, and shares again after it', async () => {
    const { meters, errors, clock, break: breakIt } = setUp(2);
    const [first, second] = meters;
    if (!first || !second) throw new Error('Two were asked for');
    breakIt('away');
    expect(await spendAll(first)).toBe(600);
    expect(await spendAll(second)).toBe(600);
    expect(first.isShared()).toBe(false);
    expect(errors).toHaveLength(2);
    // Nothing to exchange proves nothing.
    await first.settle();
    expect(first.isShared()).toBe(false);
    breakIt('none');
    clock.advance(180);
    await first.spend('u:1', 1, 600);
    await first.settle();
    expect(first.isShared()).toBe(true);
  });

  it('lets no caller wait for a database that has stalled', async () => {
    const { meter, errors, break: breakIt } = setUp();
    breakIt('stalled');
    const started = performance.now();
    expect(await spendAll(meter)).toBe(600);
    expect(performance.now() - started).toBeLessThan(1_000);
    expect(errors).toHaveLength(1);
    expect(meter.isShared()).toBe(false);
  });

  it('keeps its memory bounded under a flood of keys', async () => {
    const { meter } = setUp();
    for (let key = 0; key < 50_500; key += 1) await meter.spend(`a:${key}`, 1, 60);
    // The newest are still counted.
    expect(await spendAll(meter, { key: 'a:50499', limit: 60 })).toBe(59);
    // What was forgotten is found in the database again.
    expect(await spendAll(meter, { key: 'a:0', limit: 60 })).toBe(59);
  });

  it('admits one caller after another while many wait for the same answer', async () => {
    const { meter } = setUp();
    const verdicts = await Promise.all(Array.from({ length: 200 }, () => meter.spend('u:1', 5, 600)));
    expect(verdicts.filter(({ admitted }) => admitted)).toHaveLength(120);
  });
});
