import { callTRPCProcedure, getTRPCErrorFromUnknown, TRPCError } from '@trpc/server';
import type { TRPCRequestInfo } from '@trpc/server/http';
import { type Answer, failureOf, resultOf } from './answer.ts';
import type { Exchange, Place } from './exchange.ts';
import { report } from './exchange.ts';

/** One call of a request. */
export type Call = TRPCRequestInfo['calls'][number];

/**
 * Runs one call. `contextFault` is told only to calls that exist and came by the right method, as tRPC's adapter does.
 * No signal: a question is soon answered, a change is not left half-way, and a stream gets its own from tRPC.
 */
export async function run(
  exchange: Exchange,
  info: TRPCRequestInfo,
  call: Call,
  contextFault: TRPCError | undefined,
): Promise<Answer> {
  try {
    const type = callableType(call, exchange.req.method, info.isBatchCall);
    if (contextFault) throw contextFault;
    const { path, getRawInput, batchIndex } = call;
    const { options, ctx } = exchange;
    const { router } = options;
    const data: unknown = await callTRPCProcedure({
      router,
      path,
      getRawInput,
      ctx,
      type,
      signal: undefined,
      batchIndex,
    });
    refuseStream(data);
    return resultOf(exchange, data);
  } catch (cause) {
    return failureOfCall(exchange, call, cause);
  }
}

// A function of its own: a closure within `run` would cost every call that goes well.
function failureOfCall(exchange: Exchange, call: Call, cause: unknown): Answer {
  const error = getTRPCErrorFromUnknown(cause);
  const place = (): Place => ({
    path: call.path,
    input: call.result(),
    type: call.procedure?._def.type ?? 'unknown',
  });
  report(exchange, error, place());
  return failureOf(exchange, error, place);
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
