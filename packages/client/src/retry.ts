import type { AppRouter } from '@pmp/api';
import { TRPCClientError, type TRPCLink } from '@trpc/client';
import { observable, type Unsubscribable } from '@trpc/server/observable';
import { errorDataOf } from './errors.ts';
import { UnreachableError } from './fetch.ts';
import { statusOf } from './status.ts';

const mostRetries = 3;
const firstDelay = 200;
const passing = new Set([502, 503, 504]);

const isPassing = (error: TRPCClientError<AppRouter>): boolean => {
  if (error.cause instanceof UnreachableError && error.cause.status === undefined) return true;
  return errorDataOf(error)?.appCode === 'unavailable' || passing.has(statusOf(error) ?? 0);
};

/** Doubles each time; spread over its upper half, so that clients do not come back all at once. */
const delayBefore = (retry: number) => firstDelay * 2 ** (retry - 1) * (0.5 + Math.random() / 2);

/**
 * Repeats a call whose failure will pass: reads, and writes too since their key makes that safe. An abort ends the
 * call at once, also while it waits, and also when others of its batch go on.
 */
export const retryLink: TRPCLink<AppRouter> =
  () =>
  ({ op, next }) => {
    if (op.type === 'subscription') return next(op);
    return observable((observer) => {
      const signal = op.signal ?? undefined;
      let timer: ReturnType<typeof setTimeout> | undefined;
      let running: Unsubscribable | undefined;

      const stop = () => {
        signal?.removeEventListener('abort', abort);
        clearTimeout(timer);
        running?.unsubscribe();
      };
      const fail = (error: TRPCClientError<AppRouter>) => {
        stop();
        observer.error(error);
      };
      const abort = () => {
        const reason: unknown = signal?.reason;
        fail(TRPCClientError.from(reason instanceof Error ? reason : new Error('Aborted')));
      };
      const attempt = (retries: number) => {
        running = next(op).subscribe({
          next: observer.next,
          complete: () => {
            signal?.removeEventListener('abort', abort);
            observer.complete();
          },
          error: (error) => {
            if (retries >= mostRetries || !isPassing(error)) return fail(error);
            timer = setTimeout(() => attempt(retries + 1), delayBefore(retries + 1));
          },
        });
      };

      if (signal?.aborted) {
        abort();
        return;
      }
      signal?.addEventListener('abort', abort);
      attempt(0);
      return stop;
    });
  };
