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
  const underWay = new Set<FastifyRequest>();
  app.decorate('unanswered', () => [...underWay].filter(({ raw }) => raw.complete).length);

  app.addHook('preClose', async () => {
    closing = true;
  });
  app.addHook('onRequest', async (request, { raw }) => {
    if (closing) throw new Refusal(503, 'The server is stopping; try again', { 'retry-after': '1' });
    underWay.add(request);
    // Follows a complete answer as well as a client that left.
    raw.once('close', () => underWay.delete(request));
  });
  app.addHook('onSend', async (_request, reply) => {
    if (closing || stopping()) reply.header('connection', 'close');
  });
};
