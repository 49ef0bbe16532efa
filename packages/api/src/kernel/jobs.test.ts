import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createJobs, type Job } from './jobs.ts';

const setUp = (runs: Record<string, { everyMs: number; run?: () => Promise<unknown> }>) => {
  const done: string[] = [];
  const faults: unknown[] = [];
  const barred = new Set<string>();
  const jobs = Object.entries(runs).map(
    ([name, { everyMs, run }]): Job => ({
      name,
      everyMs,
      run: async () => {
        done.push(name);
        await run?.();
      },
    }),
  );
  const all = createJobs({
    jobs,
    mayRun: async ({ name }) => !barred.has(name),
    onError: (error, name) => faults.push([name, error]),
  });
  return { ...all, done, faults, barred };
};

describe('jobs', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('run each at its own pace, from their start to their stop', async () => {
    const { start, stop, done } = setUp({ often: { everyMs: 10 }, seldom: { everyMs: 25 } });
    await vi.advanceTimersByTimeAsync(50);
    expect(done).toEqual([]);
    start();
    await vi.advanceTimersByTimeAsync(29);
    expect(done).toEqual(['often', 'often', 'seldom']);
    await stop();
    await vi.advanceTimersByTimeAsync(100);
    expect(done).toHaveLength(3);
  });

  it('leave out a turn that another process has', async () => {
    const { start, stop, done, barred } = setUp({ mine: { everyMs: 10 }, theirs: { everyMs: 10 } });
    barred.add('theirs');
    start();
    await vi.advanceTimersByTimeAsync(10);
    expect(done).toEqual(['mine']);
    barred.clear();
    await vi.advanceTimersByTimeAsync(10);
    expect(done).toEqual(['mine', 'mine', 'theirs']);
    await stop();
  });

  it('never run twice at once, and are waited for at the end', async () => {
    let finish = () => {};
    const slow = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const { start, stop, done } = setUp({ slow: { everyMs: 10, run: () => slow } });
    start();
    await vi.advanceTimersByTimeAsync(45);
    expect(done).toEqual(['slow']);
    let stopped = false;
    const stopping = stop().then(() => {
      stopped = true;
    });
    await vi.advanceTimersByTimeAsync(0);
    expect(stopped).toBe(false);
    finish();
    await stopping;
    expect(stopped).toBe(true);
  });

  it('go on after a turn that failed, and tell of it', async () => {
    const fault = new Error('away');
    const { start, stop, done, faults } = setUp({ poor: { everyMs: 10, run: () => Promise.reject(fault) } });
    start();
    await vi.advanceTimersByTimeAsync(20);
    expect(done).toEqual(['poor', 'poor']);
    expect(faults).toEqual([
      ['poor', fault],
      ['poor', fault],
    ]);
    await stop();
  });
});
