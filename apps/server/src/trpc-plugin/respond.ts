import type { ResponseMeta } from '@trpc/server/http';
import { getHTTPStatusCode } from '@trpc/server/http';
import type { TRPCResponse } from '@trpc/server/rpc';
import type { FastifyReply } from 'fastify';
import type { Answer } from './answer.ts';
import type { Exchange } from './exchange.ts';

const VARY = 'trpc-accept, accept';
const JSON_TYPE = 'application/json';
/** What tRPC's adapter says, though it is JSON, of a request that it could not read. */
const UNREAD_TYPE = 'text/plain;charset=UTF-8';

/** Answers with one envelope, or with one for each call of a batch. */
export function respond(exchange: Exchange, answered: Answer | readonly Answer[]): FastifyReply {
  const { options, reply, info, ctx } = exchange;
  const answers = isBatch(answered) ? answered : [answered];
  const status = statusOf(answers);
  const meta = options.responseMeta?.({
    ctx,
    info,
    paths: info?.calls.map((call) => call.path),
    errors: answers.flatMap(({ failure }) => failure?.error ?? []),
    eagerGeneration: false,
    type: info?.type ?? 'unknown',
  });
  const pieces = isBatch(answered) ? inBrackets(answered.map(textOf)) : [answered.text()];

  const before = reply.getHeader('vary');
  setHeaders(reply, info ? JSON_TYPE : undefined, meta?.headers);
  if (before !== undefined) reply.header('vary', both(before, reply.getHeader('vary')));
  reply.code(meta?.status || status);
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

/** What an earlier hook varies by (CORS: the origin) still holds beside what the answer itself varies by. */
export const varyingAlsoBy = (reply: FastifyReply, own: string | undefined): string =>
  both(reply.getHeader('vary'), own);

type HeaderValue = ReturnType<FastifyReply['getHeader']>;

const both = (one: HeaderValue, other: HeaderValue) => [one ?? [], other ?? []].flat().join(', ');

function setHeaders(
  reply: FastifyReply,
  contentType: string | undefined,
  own: ResponseMeta['headers'],
): void {
  if (!own || isPlain(own)) {
    reply.header('vary', VARY);
    reply.header('content-type', contentType ?? UNREAD_TYPE);
    if (own) reply.headers(own);
    return;
  }
  const headers = new Headers({ vary: VARY });
  if (contentType) headers.set('content-type', contentType);
  if (own instanceof Headers) {
    for (const [name, value] of own) headers.append(name, value);
  } else {
    for (const [name, value] of Object.entries(own)) {
      if (typeof value === 'string') headers.set(name, value);
      else for (const one of value ?? []) headers.append(name, one);
    }
  }
  if (!headers.has('content-type')) headers.set('content-type', UNREAD_TYPE);
  for (const [name, value] of headers) reply.header(name, value);
}

const plainName = /^[a-z][a-z-]*$/;
const plainValue = /^[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?$/;

/** Nothing that the fetch API's Headers, which cost as much as the rest of an empty reply, would change or refuse. */
function isPlain(own: NonNullable<ResponseMeta['headers']>): own is Record<string, string> {
  return (
    !(own instanceof Headers) &&
    Object.entries(own).every(
      ([name, value]) => plainName.test(name) && typeof value === 'string' && plainValue.test(value),
    )
  );
}
