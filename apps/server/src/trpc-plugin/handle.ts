import type { TRPCError } from '@trpc/server';
import { getTRPCErrorFromUnknown } from '@trpc/server';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { failureOf } from './answer.ts';
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
): Promise<void> {
  if (req.method === 'HEAD') {
    reply.code(204).send();
    return;
  }
  const exchange: Exchange = { options, req, reply, info: undefined, ctx: undefined };
  try {
    const path = decodePath(rawPath);
    if (isLazy(options.router)) await loadProcedures(options.router, path.split(','));
    const info = readRequest(exchange, path);
    exchange.info = info;
    const { calls, isBatchCall } = info;
    if (info.type === 'subscription' && !isBatchCall && req.method === 'GET') {
      await subscribe(exchange, rawPath);
      return;
    }
    // Once a request, whatever the number of calls. A fault is kept, not thrown: each call answers with it.
    let fault: TRPCError | undefined;
    try {
      const context = options.createContext?.({ req, res: reply, info });
      exchange.ctx = isThenable(context) ? await context : context;
    } catch (cause) {
      fault = getTRPCErrorFromUnknown(cause);
    }
    const [first] = calls;
    const answerTo = (call: Call) => run(exchange, info, call, fault);
    respond(exchange, first && !isBatchCall ? await answerTo(first) : await inLanes(calls, lanes, answerTo));
  } catch (cause) {
    // The request is at fault, a hook of ours threw, or a result could not be serialised: one error stands for the whole request.
    fail(exchange, cause);
  }
}

function fail(exchange: Exchange, cause: unknown): void {
  const error = getTRPCErrorFromUnknown(cause);
  const place = { path: undefined, input: undefined, type: exchange.info?.type ?? 'unknown' };
  report(exchange, error, place);
  respond(
    exchange,
    failureOf(exchange, error, () => place),
  );
}
