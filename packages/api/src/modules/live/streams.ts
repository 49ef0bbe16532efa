import { AppError } from '../../kernel/app-error.ts';
import type { Clock } from '../../kernel/clock.ts';

/** Whose stream it is and how long their token lets it live. */
export interface Reader {
  readonly userId: string;
  readonly expiresAt: Date;
}

export interface OpenStream {
  /** Aborts when the stream has to end: the client left, the token ran out, or somebody ended it. */
  readonly signal: AbortSignal;
  /** Gives the place back; safe to call again. */
  close(): void;
}

/** Every open stream of this process. */
export interface Streams {
  readonly pingEveryMs: number;
  /** Takes a place for a stream, or refuses with `too_many`. It is given back when `request` aborts, too. */
  open(reader: Reader, request: AbortSignal | undefined): OpenStream;
  /** Ends all streams of a person at once, as when they are blocked. */
  endOf(userId: string): void;
  endAll(): void;
  /** How many are open: of one person, or of all. */
  count(userId?: string): number;
}

interface StreamsOptions {
  clock: Clock;
  pingEveryMs?: number;
  mostPerPerson?: number;
}

/** As much as the verifier forgives in `exp`. */
const expiryToleranceMs = 5_000;
const retryAfterSeconds = 15;

/** Keeps count of streams, so that one person cannot hold all and each of them can be ended from outside. */
export const createStreams = ({
  clock,
  pingEveryMs = 15_000,
  mostPerPerson = 5,
}: StreamsOptions): Streams => {
  const byPerson = new Map<string, Set<AbortController>>();

  const of = (userId: string) => byPerson.get(userId) ?? new Set<AbortController>();
  const end = (controllers: Iterable<AbortController>) => {
    for (const controller of controllers) controller.abort();
  };

  return {
    pingEveryMs,
    open({ userId, expiresAt }, request) {
      const own = of(userId);
      if (own.size >= mostPerPerson) {
        const message = `At most ${mostPerPerson} streams may be open at a time`;
        throw new AppError('too_many', message, { retryAfterSeconds });
      }
      const controller = new AbortController();
      const abort = () => controller.abort();
      const leftMs = expiresAt.getTime() + expiryToleranceMs - clock.now().getTime();
      const expiry = setTimeout(abort, leftMs);
      const close = () => {
        clearTimeout(expiry);
        request?.removeEventListener('abort', abort);
        own.delete(controller);
        if (own.size === 0 && byPerson.get(userId) === own) byPerson.delete(userId);
      };
      byPerson.set(userId, own.add(controller));
      controller.signal.addEventListener('abort', close, { once: true });
      request?.addEventListener('abort', abort, { once: true });
      if (request?.aborted) abort();
      return { signal: controller.signal, close };
    },
    endOf: (userId) => end(of(userId)),
    endAll: () => end([...byPerson.values()].flatMap((own) => [...own])),
    count: (userId) =>
      userId === undefined ? [...byPerson.values()].reduce((sum, own) => sum + own.size, 0) : of(userId).size,
  };
};
