import { Bag } from '@pmp/api/server';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Refusal } from './refusal.ts';

declare module 'fastify' {
  interface FastifyInstance {
    /** How many requests have come whole and are not answered yet. */
    unanswered(): number;
  }
}

/** From the beginning of a stop every answer closes its connection; once the server closes, no work is begun. */
export const announceStop = (app: FastifyInstance, { stopping }: { stopping(): boolean }) => {
  let closing = false;
  const underWay = new Bag<FastifyRequest>();
  app.decorate('unanswered', () => [...underWay].filter(({ raw }) => raw.complete).length);

  app.addHook('preClose', async () => {
    closing = true;
  });
  // With callbacks: a promise for each hook would be felt on every request.
  app.addHook('onRequest', (request, { raw }, done) => {
    if (closing) return done(new Refusal(503, 'The server is stopping; try again', { 'retry-after': '1' }));
    underWay.add(request);
    // Follows a complete answer as well as a client that left.
    raw.once('close', () => underWay.delete(request));
    return done();
  });
  // oxlint-disable-next-line eslint/max-params -- Fastify's signature of a hook with a callback
  app.addHook('onSend', (_request, reply, _payload, done) => {
    if (closing || stopping()) reply.header('connection', 'close');
    done();
  });
};
