import type { AnyTRPCRouter } from '@trpc/server';
import type { FastifyInstance } from 'fastify';
import { handle } from './handle.ts';
import type { FastifyTrpcOptions } from './options.ts';

/**
 * Speaks tRPC's HTTP protocol on `<prefix>/:path`, with the options of tRPC's own Fastify plugin and a fraction of its cost.
 *
 * Register it unwrapped: inside `fastify-plugin` its JSON parser would reach sibling routes, which would then get a string.
 * Trap: a batch travels in one path parameter. With Fastify's default `routerOptions.maxParamLength` of 100 a longer one
 * is answered 414 in Fastify's shape; raise it to about 2000, not more (the limit guards against slow patterns).
 */
export async function fastifyTrpc<TRouter extends AnyTRPCRouter>(
  app: FastifyInstance,
  { trpcOptions }: FastifyTrpcOptions<TRouter>,
): Promise<void> {
  // The text is parsed when a procedure first asks for its input, so a fault in it is told in tRPC's envelope.
  app.removeContentTypeParser('application/json');
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (_req, body, done) => done(null, body));

  // Nothing is returned: Fastify would wait for the promise, and take an answer whose headers are not sent yet for none.
  app.all<{ Params: { path: string } }>('/:path', (req, reply) => {
    handle(trpcOptions, req, reply, req.params.path).catch((cause: unknown) => {
      reply.send(cause instanceof Error ? cause : new Error(String(cause)));
    });
  });
}
