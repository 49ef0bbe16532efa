import type { Clock } from '../../kernel/clock.ts';
import type { Entry, EventEntry, History, Relay, Tail, Tails } from './event.ports.ts';

interface Options<E extends Entry> {
  events: Pick<History<E>, 'record'>;
  tails: Tails<E>;
  clock: Clock;
  /** Told of every failed attempt; the entries stay in the tail and the sweep finds them. */
  onError(error: unknown): void;
}

/** Several writes share one trip to the database; a lone write waits this long. Nobody waits for it: a timeline reads tails, too. */
const gatherMs = 100;
/** A tail with so many entries goes at once: it has room for a few more only. */
const pressing = 4;
const mostAtOnce = 200;
/** A sweep ends after this many full batches; the next one goes on. */
const mostRounds = 50;
/** A tail this old was left by a process that died or lost the database. */
const overdueAfterMs = 5_000;

/**
 * Moves tails to the history in the background. Order of steps: record, then clear; dying in between only repeats a record,
 * which the unique (subject, seq) makes harmless.
 */
export const createRelay = <E extends Entry = EventEntry>({ events, tails, clock, onError }: Options<E>) => {
  // The newest tail of a subject holds all that an older one holds, unless a relay came between; both must be recorded.
  let waiting: Tail<E>[] = [];
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();

  const carry = async (batch: readonly Tail<E>[]) => {
    if (batch.length === 0) return;
    await events.record(batch);
    await tails.clear(batch);
  };

  const carryEach = async (batch: readonly Tail<E>[]) => {
    let carried = 0;
    for (const tail of batch) {
      try {
        await carry([tail]);
        carried += 1;
      } catch (error) {
        onError(error);
      }
    }
    return carried;
  };

  const flush = () => {
    clearTimeout(timer);
    timer = undefined;
    running = running.then(async () => {
      while (waiting.length > 0) {
        const batch = waiting.slice(0, mostAtOnce);
        waiting = waiting.slice(mostAtOnce);
        await carry(batch).catch(onError);
      }
    });
    return running;
  };

  const relay: Relay<E> = {
    push: (tail) => {
      waiting.push(tail);
      if (tail.entries.length >= pressing) void flush();
      else timer ??= setTimeout(() => void flush(), gatherMs);
    },
  };

  return {
    ...relay,
    /** Resolves when everything pushed so far has been tried. */
    flush,
    /** Relays what others left behind; answers how many tails that were. One that cannot be relayed does not hold up the rest. */
    sweep: async () => {
      let swept = 0;
      for (let round = 0; round < mostRounds; round += 1) {
        const overdue = await tails.overdue(new Date(clock.now().getTime() - overdueAfterMs), mostAtOnce);
        const carried = await carry(overdue).then(
          () => overdue.length,
          () => carryEach(overdue),
        );
        swept += carried;
        if (carried < mostAtOnce) break;
      }
      return swept;
    },
  };
};
