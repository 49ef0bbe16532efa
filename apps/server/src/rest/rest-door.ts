import type { Composed } from '@pmp/api/server';
import type { FastifyInstance } from 'fastify';

export const registerRestDoor = async (_app: FastifyInstance, _api: Composed) => {};
