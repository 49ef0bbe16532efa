import type { AppRouter } from '@pmp/api';
import type { TRPCLink } from '@trpc/client';
import { observable } from '@trpc/server/observable';
import { errorDataOf } from './errors.ts';
import { responseOf, statusOf } from './status.ts';

/** Tells the owner of the token that it no longer serves: once for all calls of one HTTP request. */
export const signedOutLink =
  (onSignedOut: (() => void) | undefined): TRPCLink<AppRouter> =>
  () => {
    const told = new WeakSet<object>();
    return ({ op, next }) => {
      if (onSignedOut === undefined) return next(op);
      return observable((observer) =>
        next(op).subscribe({
          next: observer.next,
          complete: observer.complete,
          error: (error) => {
            observer.error(error);
            if (errorDataOf(error)?.appCode !== 'signed_out' && statusOf(error) !== 401) return;
            const response = responseOf(error);
            if (response !== undefined && told.has(response)) return;
            if (response !== undefined) told.add(response);
            onSignedOut();
          },
        }),
      );
    };
  };
