import type { FastifyInstance } from 'fastify';
import type { Checks } from './health.ts';
import { Refusal } from './refusal.ts';

const retryAfterSeconds = 1;

/**
 * Refuses work until indexes and reference data are in place. Before that, officials have no jurisdiction and so see nothing, addresses
 * are found nowhere, and nothing is unique: the answers would be wrong, and what is stored would stay wrong.
 */
export const waitUntilPrepared = (doors: FastifyInstance, { prepared }: Pick<Checks, 'prepared'>) => {
  doors.addHook('onRequest', async () => {
    if (prepared()) return;
    throw new Refusal(503, 'The server is starting; try again', { 'retry-after': String(retryAfterSeconds) });
  });
};
