import type { AppRouter } from '@pmp/api';
import type { TRPCLink } from '@trpc/client';

/**
 * A fresh `clientKey` or `commandKey`. The client adds one to every mutation by itself; pick your own and put it into
 * the input when the same intention may be sent by separate calls: a form sent again, a draft kept over a reload.
 */
export const newKey = (): string =>
  // Not randomUUID: browsers offer that on secure origins only.
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join(
    '',
  );

const isRecord = (input: unknown): input is Record<string, unknown> => {
  if (typeof input !== 'object' || input === null) return false;
  const prototype: unknown = Object.getPrototypeOf(input);
  return prototype === Object.prototype || prototype === null;
};

/** Gives each mutation its key, above the retries: all attempts of a call carry the same one. */
export const keyLink: TRPCLink<AppRouter> =
  () =>
  ({ op, next }) => {
    if (op.type !== 'mutation' || !isRecord(op.input)) return next(op);
    const name = /(^|\.)create$/.test(op.path) ? 'clientKey' : 'commandKey';
    return next(op.input[name] === undefined ? { ...op, input: { ...op.input, [name]: newKey() } } : op);
  };
