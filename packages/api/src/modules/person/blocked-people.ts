import type { Clock } from '../../kernel/clock.ts';
import { sortKey } from '../../kernel/sort-key.ts';
import type { BlockChange, BlockedPeople, Blocks } from './person.ports.ts';

interface Options {
  blocks: Pick<Blocks, 'changedSince'>;
  clock: Clock;
  /** Milliseconds that only go forward: a corrected wall clock must neither age nor refresh the memory. */
  monotonic?: () => number;
  onError(error: unknown): void;
}

/** Between reads. A block therefore holds everywhere within about this and the time of one read. */
const refreshEveryMs = 1_000;
/** After this long without a successful read, a block may have been missed for too long. */
const staleAfterMs = 15_000;
/**
 * Each read goes this far back behind the one before, so that a change is found whose writer's clock was behind or
 * whose write took long to be seen. The clocks of the processes must not differ by more.
 */
const overlapMs = 60_000;
const pageSize = 500;
/** A read that finds more goes on at the next one. */
const mostPages = 40;
const firstId = '0'.repeat(24);

/** Remembers who is shut out and follows the database's changes. The last known set stays in force while that is away. */
export const createBlockedPeople = ({
  blocks,
  clock,
  monotonic = () => performance.now(),
  onError,
}: Options) => {
  const blocked = new Set<string>();
  const listeners = new Set<(personId: string) => void>();
  let since = '';
  let currentAt = Number.NEGATIVE_INFINITY;
  let flight: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;

  const set = (personId: string, isBlocked: boolean) => {
    if (!isBlocked) {
      blocked.delete(personId);
      return;
    }
    if (blocked.has(personId)) return;
    blocked.add(personId);
    for (const listener of listeners) {
      try {
        listener(personId);
      } catch (error) {
        onError(error);
      }
    }
  };

  const read = async () => {
    const startedAt = monotonic();
    const overlap = sortKey(new Date(Math.max(0, clock.now().getTime() - overlapMs)), firstId);
    for (let page = 0; page < mostPages; page += 1) {
      const changes: BlockChange[] = await blocks.changedSince(since, pageSize);
      for (const { personId, blocked: isBlocked, sortKey: at } of changes) {
        set(personId, isBlocked);
        since = at;
      }
      if (changes.length < pageSize) {
        // Counted from the start: a change that was made while we read may have been missed.
        currentAt = startedAt;
        since = overlap;
        return;
      }
    }
  };

  /** One at a time. Rejects when the database is away. */
  const refresh = (): Promise<void> => {
    flight ??= read().finally(() => {
      flight = undefined;
    });
    return flight;
  };

  const memory: BlockedPeople = {
    has: (personId) => blocked.has(personId),
    isCurrent: () => monotonic() - currentAt <= staleAfterMs,
    note: ({ personId, state }) => set(personId, state !== 'active'),
    onBlocked: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };

  return {
    ...memory,
    refresh,
    /** Follows the database until `stop`; a second call changes nothing. */
    start: () => {
      timer ??= setInterval(() => void refresh().catch(onError), refreshEveryMs).unref();
    },
    stop: () => clearInterval(timer),
  };
};
