import type { Clock } from '../../src/kernel/clock.ts';
import { instant } from '../factories/unique.ts';

/** Stands still until it is moved. */
export const fakeClock = (start: Date = instant) => {
  let now = start;
  const clock: Clock = { now: () => new Date(now) };
  return {
    ...clock,
    set: (to: Date) => {
      now = to;
    },
    advance: (seconds: number) => {
      now = new Date(now.getTime() + seconds * 1000);
    },
  };
};
