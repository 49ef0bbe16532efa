import { setTimeout as wait } from 'node:timers/promises';
import type { Clock } from '../../kernel/clock.ts';
import type { Meter, Spent, SpentPoints } from './limit.ports.ts';
import { type Count, judge, rollTo, windowMs, windowOf } from './sliding-count.ts';

interface Options {
  spentPoints: SpentPoints;
  clock: Clock;
  /** Told when counting falls back to this process alone, and not again until it was shared in between. */
  onError(error: unknown): void;
}

const settleEveryMs = 1_000;
/** A caller waits no longer than this for the database; then the process counts for itself. */
const mostWaitMs = 250;
/** The part of a limit that a process may admit before it has to ask what the others have admitted. */
const stepShare = 1 / 20;
const smallestStep = 5;
const mostSettlements = 40;
const mostKeys = 50_000;

/**
 * Counts in memory and settles with the database in the background, so that an ordinary call sends no command for it.
 * Accuracy: a process admits at most a step and one call more between two settlements of a key, so n processes together
 * exceed a limit by at most n × (limit / 20 + the heaviest call). While the database is away each counts for itself.
 */
export const createMeter = ({ spentPoints, clock, onError }: Options) => {
  const counts = new Map<string, Count>();
  /** Those with something unsent. */
  const dirty = new Map<string, Count>();
  /** Of windows that have passed. */
  let owed: Spent[] = [];
  let shared = true;
  let flight: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;

  const countOf = (key: string, window: number): Count => {
    const known = counts.get(key);
    if (known) {
      const late = rollTo(known, window);
      if (late) owed.push({ key, ...late });
      return known;
    }
    if (counts.size >= mostKeys) makeRoom(window);
    const count: Count = { window, before: 0, settled: 0, unsent: 0 };
    counts.set(key, count);
    return count;
  };

  /** Forgets what no longer counts, and under a flood of keys the oldest half of what does. */
  const makeRoom = (window: number) => {
    for (const [key, count] of counts) if (count.window < window - 1) counts.delete(key);
    if (counts.size < mostKeys) return;
    let surplus = counts.size - mostKeys / 2;
    for (const key of counts.keys()) {
      if (surplus <= 0) return;
      counts.delete(key);
      surplus -= 1;
    }
  };

  const takeUnsent = (): { key: string; count: Count; points: number; window: number }[] => {
    const taken = [...dirty].flatMap(([key, count]) =>
      count.unsent > 0 ? [{ key, count, points: count.unsent, window: count.window }] : [],
    );
    dirty.clear();
    // Counted as sent whatever becomes of it: sent twice it would refuse people for our own fault.
    for (const { count, points } of taken) {
      count.settled += points;
      count.unsent -= points;
    }
    return taken;
  };

  /** Answers whether there was anything to exchange. */
  const exchange = async (): Promise<boolean> => {
    const taken = takeUnsent();
    const late = owed;
    owed = [];
    if (taken.length === 0 && late.length === 0) return false;
    const until = new Date(clock.now().getTime() + 3 * windowMs);
    await spentPoints.add(
      [...late, ...taken.map(({ key, window, points }) => ({ key, window, points }))],
      until,
    );
    const asked = taken.flatMap(({ key, window }) => [
      { key, window },
      { key, window: window - 1 },
    ]);
    for (const { key, window, points } of await spentPoints.totals(asked)) {
      const count = counts.get(key);
      if (count?.window === window) count.settled = Math.max(count.settled, points);
      else if (count?.window === window + 1) count.before = Math.max(count.before, points);
    }
    return true;
  };

  /** One at a time; never rejects. */
  const settle = (): Promise<void> => {
    flight ??= exchange()
      .then(
        (exchanged) => {
          shared ||= exchanged;
        },
        (error: unknown) => countAlone(error),
      )
      .finally(() => {
        flight = undefined;
      });
    return flight;
  };

  const countAlone = (error: unknown) => {
    if (shared) onError(error);
    shared = false;
  };

  const settleSoon = async () => {
    const inTime = await Promise.race([settle().then(() => true), wait(mostWaitMs, false, { ref: false })]);
    if (!inTime) countAlone(new Error(`The database took more than ${mostWaitMs} ms to settle limits`));
  };

  const meter: Meter = {
    isShared: () => shared,
    spend: async (key, wanted, perMinute) => {
      // Else a call heavier than the whole limit could never be made.
      const points = Math.min(wanted, perMinute);
      const step = Math.max(smallestStep, perMinute * stepShare);
      for (let settlements = 0; ; settlements += 1) {
        const ms = clock.now().getTime();
        const count = countOf(key, windowOf(ms));
        const verdict = judge(count, { points, limit: perMinute, ms });
        if (!verdict.admitted) return verdict;
        const mustAsk = count.unsent > 0 && count.unsent + points > step;
        if (!mustAsk || !shared || settlements >= mostSettlements) {
          count.unsent += points;
          dirty.set(key, count);
          return verdict;
        }
        await settleSoon();
      }
    },
  };

  return {
    ...meter,
    /** Sends what was spent, and reads what others spent. */
    settle,
    start: () => {
      timer ??= setInterval(() => void settle(), settleEveryMs).unref();
    },
    stop: () => clearInterval(timer),
  };
};
