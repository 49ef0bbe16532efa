import underPressure from '@fastify/under-pressure';
import type { FastifyInstance } from 'fastify';
import { Refusal } from './refusal.ts';

const retryAfterSeconds = 5;

/** Refuses work while the process cannot keep up. Register it where the doors are: health must answer all the same. */
export const shedLoad = async (app: FastifyInstance, { maxLoopDelayMs }: { maxLoopDelayMs: number }) => {
  if (maxLoopDelayMs === 0) return;
  await app.register(underPressure, {
    maxEventLoopDelay: maxLoopDelayMs,
    pressureHandler: async () => {
      throw new Refusal(503, 'The server is busy; try again', { 'retry-after': String(retryAfterSeconds) });
    },
  });
};
