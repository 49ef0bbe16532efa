import { callTRPCProcedure, getTRPCErrorFromUnknown, TRPCError } from '@trpc/server';
import type { TRPCRequestInfo } from '@trpc/server/http';
import type { Exchange, Place } from './exchange.ts';
import { report } from './exchange.ts';

/** One call of a request. */
export type Call = TRPCRequestInfo['calls'][number];

/** What became of one call. */
export type Outcome = { ok: true; data: unknown } | { ok: false; error: TRPCError; call: Call };

/** Runs one call. `contextFault` is told only to calls that exist and came by the right method, as tRPC's adapter does. */
export async function run(
  exchange: Exchange,
  info: TRPCRequestInfo,
  call: Call,
  contextFault: TRPCError | undefined,
): Promise<Outcome> {
  try {
    const type = callableType(call, exchange.req.method, info.isBatchCall);
    if (contextFault) throw contextFault;
    const { path, getRawInput, batchIndex } = call;
    const { router } = exchange.options;
    const { signal } = info;
    const data: unknown = await callTRPCProcedure({
      router,
      path,
      getRawInput,
      ctx: exchange.ctx,
      type,
      signal,
      batchIndex,
    });
    refuseStream(data);
    return { ok: true, data };
  } catch (cause) {
    const error = getTRPCErrorFromUnknown(cause);
    report(exchange, error, placeOf(call));
    return { ok: false, error, call };
  }
}

export function placeOf(call: Call): Place {
  return { path: call.path, input: call.result(), type: call.procedure?._def.type ?? 'unknown' };
}

function callableType({ procedure, path }: Call, method: string, isBatchCall: boolean) {
  if (!procedure) throw new TRPCError({ code: 'NOT_FOUND', message: `No procedure found on path "${path}"` });
  const { type } = procedure._def;
  if (method !== (type === 'mutation' ? 'POST' : 'GET')) {
    const message = `Unsupported ${method}-request to ${type} procedure at path "${path}"`;
    throw new TRPCError({ code: 'METHOD_NOT_SUPPORTED', message });
  }
  if (type === 'subscription' && isBatchCall) {
    throw new TRPCError({ code: 'BAD_REQUEST', message: 'Cannot batch subscription calls' });
  }
  return type;
}

/** JSON cannot carry an async iterable, nor an object with promises or async iterables as values. */
function refuseStream(data: unknown): void {
  if (!isObject(data) || Array.isArray(data)) return;
  if (!isLive(data) && !Object.values(data).some(isLive)) return;
  const message = 'Cannot use stream-like response in non-streaming request - use httpBatchStreamLink';
  throw new TRPCError({ code: 'UNSUPPORTED_MEDIA_TYPE', message });
}

function isLive(value: unknown): boolean {
  return isThenable(value) || (isObject(value) && Symbol.asyncIterator in value);
}

export function isThenable(value: unknown): boolean {
  return isObject(value) && 'then' in value && typeof value.then === 'function';
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
