import type { FastifyReply, FastifyRequest } from 'fastify';
import { failureOfRefusal } from '../rest/failure.ts';
import { sendFailure } from '../rest/send.ts';
import { doorOf } from './door-of.ts';
import { refusalOf, sendHeaders } from './refusal.ts';
import { refusalEnvelope } from './trpc-envelope.ts';

/** Answers an error of any kind in the shape of the door that was knocked at. */
export const sendRefusal = (error: unknown, request: FastifyRequest, reply: FastifyReply) => {
  const refusal = refusalOf(error);
  if (doorOf(request.raw.url ?? '') === 'rest') {
    return sendFailure(request, reply, failureOfRefusal(refusal, error));
  }
  if (refusal.statusCode >= 500) request.log.error({ err: error }, 'request failed');
  const body = Buffer.from(JSON.stringify(refusalEnvelope(refusal, request.id)));
  return sendHeaders(reply, refusal).header('cache-control', 'no-store').type('application/json').send(body);
};
