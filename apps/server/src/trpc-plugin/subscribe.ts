import type { TRPCError } from '@trpc/server';
import { incomingMessageToRequest } from '@trpc/server/adapters/node-http';
import { resolveResponse } from '@trpc/server/http';
import type { FastifyReply } from 'fastify';
import { failureOf } from './answer.ts';
import type { Exchange, Place } from './exchange.ts';
import { respond, varyingAlsoBy } from './respond.ts';

/**
 * Answers one subscription. Streams are rare and long: tRPC writes them. But it answers 200 whatever happened, and tells a
 * refusal inside the stream; here a call that was refused before it streamed is answered like any other.
 */
export async function subscribe(exchange: Exchange, path: string): Promise<FastifyReply> {
  const { options, req, reply } = exchange;
  let refusal: { error: TRPCError; place: Place } | undefined;
  let streaming = false;
  const response = await resolveResponse({
    router: options.router,
    req: incomingMessageToRequest(req.raw, reply.raw, { maxBodySize: null }),
    path,
    error: null,
    createContext: async ({ info: own }) => {
      exchange.ctx = await options.createContext?.({ req, res: reply, info: own });
      return exchange.ctx;
    },
    onError: ({ req: _, error, path: at, input, type, ctx }) => {
      if (!streaming) refusal ??= { error, place: { path: at, input, type } };
      options.onError?.({ error, path: at, input, type, ctx, req });
    },
    responseMeta: (meta) => (refusal ? {} : (options.responseMeta?.(meta) ?? {})),
  });
  if (refusal) {
    await response.body?.cancel();
    const { error, place } = refusal;
    return respond(
      exchange,
      failureOf(exchange, error, () => place),
    );
  }
  streaming = true;
  // Fastify takes these headers over after all hooks: this one would undo the `close` of a server that stops. Without it Node says the same.
  response.headers.delete('connection');
  response.headers.set('vary', varyingAlsoBy(reply, response.headers.get('vary') ?? undefined));
  return reply.send(response);
}
