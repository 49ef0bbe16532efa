import { getHTTPStatusCode } from '@trpc/server/http';
import type { TRPCResponse } from '@trpc/server/rpc';
import type { FastifyReply } from 'fastify';
import type { Answer } from './answer.ts';
import type { Exchange } from './exchange.ts';

const JSON_TYPE = 'application/json';
/** What tRPC's adapter says, though it is JSON, of a request that it could not read. */
const UNREAD_TYPE = 'text/plain;charset=UTF-8';

/** Answers with one envelope, or with one for each call of a batch. */
export function respond(exchange: Exchange, answered: Answer | readonly Answer[]): FastifyReply {
  const { options, reply, info, ctx } = exchange;
  const answers = isBatch(answered) ? answered : [answered];
  const failed = answers.some(({ failure }) => failure);
  const status = failed ? statusOf(answers) : 200;
  const meta = options.responseMeta?.({
    ctx,
    info,
    paths: info?.calls.map((call) => call.path),
    errors: failed ? answers.flatMap(({ failure }) => failure?.error ?? []) : [],
    eagerGeneration: false,
    type: info?.type ?? 'unknown',
  });
  const pieces = isBatch(answered) ? inBrackets(answered.map(textOf)) : [answered.text()];

  reply.code(meta?.status || status).header('content-type', info ? JSON_TYPE : UNREAD_TYPE);
  if (meta?.headers) reply.headers(meta.headers);
  return send(reply, pieces);
}

/** As much of a result as a status depends on. */
const succeeded: TRPCResponse = { result: { data: undefined } };

const statusOf = (answers: readonly Answer[]): number =>
  getHTTPStatusCode(answers.map(({ failure }) => failure?.envelope() ?? succeeded));

const longText = 64 * 1024;

const asItIs = (text: string) => text;

/**
 * Fastify would add a charset to the content type of a string, unless the string has a serializer of its own. A short string goes to the
 * socket in one piece with the headers; a long one would be copied whole, more than once, on its way there.
 */
function send(reply: FastifyReply, pieces: readonly string[]): FastifyReply {
  const length = pieces.reduce((sum, piece) => sum + piece.length, 0);
  if (length <= longText) return reply.serializer(asItIs).send(pieces.join(''));
  return reply.send(Buffer.concat(pieces.map((piece) => Buffer.from(piece))));
}

/** The pieces of a JSON array. */
const inBrackets = (items: readonly string[]) => [
  '[',
  ...items.flatMap((item, index) => (index === 0 ? item : [',', item])),
  ']',
];

const textOf = ({ text }: Answer) => text();

const isBatch = (answered: Answer | readonly Answer[]): answered is readonly Answer[] =>
  Array.isArray(answered);

/** What an earlier hook varies by (CORS: the origin) still holds beside what a stream varies by. */
export const varyingAlsoBy = (reply: FastifyReply, own: string | undefined): string =>
  [reply.getHeader('vary') ?? [], own ?? []].flat().join(', ');
