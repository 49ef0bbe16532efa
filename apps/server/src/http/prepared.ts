import { setTimeout as wait } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import { doneAfter } from './done-after.ts';
import type { Checks } from './health.ts';
import { Refusal } from './refusal.ts';

const patienceMs = 2_000;
const lookEveryMs = 25;
const retryAfterSeconds = 1;

/**
 * Keeps calls until indexes and reference data are in place, and refuses those that would have to wait too long. Before that, officials
 * have no jurisdiction and so see nothing, addresses are found nowhere, and nothing is unique: the answers would be wrong, and what is
 * stored would stay wrong. Of several workers one may be ready while another has just been started: its first callers wait a moment.
 */
export const waitUntilPrepared = (doors: FastifyInstance, { prepared }: Pick<Checks, 'prepared'>) => {
  const untilPrepared = async () => {
    const giveUp = performance.now() + patienceMs;
    while (!prepared()) {
      if (performance.now() >= giveUp) {
        throw new Refusal(503, 'The server is starting; try again', {
          'retry-after': String(retryAfterSeconds),
        });
      }
      await wait(lookEveryMs);
    }
  };
  doors.addHook('onRequest', (_request, _reply, done) => {
    // Without a promise from then on: it would be felt on every request.
    if (prepared()) return done();
    void doneAfter(untilPrepared(), done);
  });
};
