import type { TRPCError } from '@trpc/server';
import { getTRPCErrorFromUnknown } from '@trpc/server';
import type { TRPCRequestInfo } from '@trpc/server/http';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { answerOf, failureOf } from './answer.ts';
import { type Call, isThenable, run } from './call.ts';
import type { Exchange } from './exchange.ts';
import { report } from './exchange.ts';
import { inLanes } from './in-lanes.ts';
import type { AnyTrpcOptions } from './options.ts';
import { isLazy, loadProcedures } from './procedures.ts';
import { decodePath, readRequest } from './read-request.ts';
import { respond } from './respond.ts';
import { subscribe } from './subscribe.ts';

/**
 * How many calls of a batch run at a time. A call that waits for the database holds on to what it has begun with: with ten of each of
 * many batches, collecting garbage around them cost a quarter of the CPU of a list.
 */
const lanes = 4;

/** Answers one HTTP request to a tRPC path. */
export async function handle(
  options: AnyTrpcOptions,
  req: FastifyRequest,
  reply: FastifyReply,
  rawPath: string,
): Promise<FastifyReply> {
  if (req.method === 'HEAD') return reply.code(204).send();

  const exchange: Exchange = { options, req, reply, info: undefined, ctx: undefined };
  try {
    const signal = abortOnClose(reply);
    const path = decodePath(rawPath);
    if (isLazy(options.router)) await loadProcedures(options.router, path.split(','));
    const info = readRequest(options, req, path, signal);
    exchange.info = info;
    const streams = info.type === 'subscription' && !info.isBatchCall && req.method === 'GET';
    return await (streams ? subscribe(exchange, rawPath) : answer(exchange, info));
  } catch (cause) {
    // The request is at fault, a hook of ours threw, or a result could not be serialised: one error stands for the whole request.
    return fail(exchange, cause);
  }
}

async function answer(exchange: Exchange, info: TRPCRequestInfo): Promise<FastifyReply> {
  const { options, req, reply } = exchange;
  // Once a request, whatever the number of calls. A fault is kept, not thrown: each call answers with it.
  let fault: TRPCError | undefined;
  try {
    const context = options.createContext?.({ req, res: reply, info });
    exchange.ctx = isThenable(context) ? await context : context;
  } catch (cause) {
    fault = getTRPCErrorFromUnknown(cause);
  }
  const [first] = info.calls;
  if (first && !info.isBatchCall) {
    return respond(exchange, answerOf(exchange, await run(exchange, info, first, fault)));
  }
  const answerTo = async (call: Call) => answerOf(exchange, await run(exchange, info, call, fault));
  return respond(exchange, await inLanes(info.calls, lanes, answerTo));
}

function fail(exchange: Exchange, cause: unknown): FastifyReply {
  const error = getTRPCErrorFromUnknown(cause);
  const place = { path: undefined, input: undefined, type: exchange.info?.type ?? 'unknown' };
  report(exchange, error, place);
  return respond(
    exchange,
    failureOf(exchange, error, () => place),
  );
}

/** `close` also follows a complete answer; only a client that left before it aborts the calls. */
function abortOnClose({ raw }: FastifyReply): AbortSignal {
  const controller = new AbortController();
  raw.once('close', () => {
    if (!raw.writableEnded) controller.abort();
  });
  return controller.signal;
}
