import type { ServerResponse } from 'node:http';
import { Bag } from '@pmp/api/server';
import type { FastifyInstance } from 'fastify';
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
  const underWay = new Bag<ServerResponse>();
  app.decorate('unanswered', () => [...underWay].filter(({ req }) => req.complete).length);
  // One for all, told by whom it is called: a closure for each would be felt on every request.
  function forget(this: ServerResponse) {
    underWay.delete(this);
  }

  app.addHook('preClose', async () => {
    closing = true;
  });
  // With callbacks: a promise for each hook would be felt on every request.
  app.addHook('onRequest', (_request, { raw }, done) => {
    if (closing) return done(new Refusal(503, 'The server is stopping; try again', { 'retry-after': '1' }));
    underWay.add(raw);
    // Follows a complete answer as well as a client that left.
    raw.on('close', forget);
    return done();
  });
  // oxlint-disable-next-line eslint/max-params -- Fastify's signature of a hook with a callback
  app.addHook('onSend', (_request, reply, _payload, done) => {
    if (closing || stopping()) reply.header('connection', 'close');
    done();
  });
};
