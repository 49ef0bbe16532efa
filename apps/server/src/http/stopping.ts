import type { FastifyInstance } from 'fastify';
import { Refusal } from './refusal.ts';

/** From the beginning of a stop every answer closes its connection; once the server closes, no work is begun. */
export const announceStop = (app: FastifyInstance, { stopping }: { stopping(): boolean }) => {
  let closing = false;
  app.addHook('preClose', async () => {
    closing = true;
  });
  app.addHook('onRequest', async () => {
    if (closing) throw new Refusal(503, 'The server is stopping; try again', { 'retry-after': '1' });
  });
  app.addHook('onSend', async (_request, reply) => {
    if (closing || stopping()) reply.header('connection', 'close');
  });
};
