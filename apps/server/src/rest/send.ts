import { STATUS_CODES } from 'node:http';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Failure } from './failure.ts';
import type { Reply } from './operation.ts';

// A Buffer, because Fastify would add a charset to the content type of a string; FastAPI names none.
const bytesOf = (body: unknown) => Buffer.from(JSON.stringify(body));

// What somebody may see depends on who they are, refusals included.
const kept = { 'cache-control': 'no-store' };

export const sendReply = (reply: FastifyReply, status: number, { body, headers = {} }: Reply) =>
  reply
    .code(status)
    .headers({ ...kept, ...headers })
    .type('application/json')
    .send(bytesOf(body));

const problemType = 'application/problem+json';

/** RFC 9457, for those who ask for it. */
const problemOf = ({ status, detail, more }: Failure, own: object) => ({
  type: 'about:blank',
  title: STATUS_CODES[status] ?? 'Refused',
  status,
  ...(typeof detail === 'string' ? { detail } : { detail: 'Some fields need attention', errors: detail }),
  ...more,
  ...own,
});

/** Answers a refusal: FastAPI's `detail`, or a problem document where Accept names one. */
export const sendFailure = (request: FastifyRequest, reply: FastifyReply, failure: Failure) => {
  const { status, detail, headers, more, cause } = failure;
  if (status >= 500) request.log.error({ err: cause }, 'request failed');
  const own = status >= 500 ? { request_id: request.id } : {};
  const asProblem = request.headers.accept?.includes(problemType) ?? false;
  return reply
    .code(status)
    .headers({ ...kept, ...headers })
    .type(asProblem ? problemType : 'application/json')
    .send(bytesOf(asProblem ? problemOf(failure, own) : { detail, ...more, ...own }));
};
