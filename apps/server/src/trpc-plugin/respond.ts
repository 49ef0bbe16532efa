import type { TRPCError } from '@trpc/server';
import type { ResponseMeta } from '@trpc/server/http';
import { getHTTPStatusCode } from '@trpc/server/http';
import type { TRPCResponse } from '@trpc/server/rpc';
import type { FastifyReply } from 'fastify';
import type { Answer } from './answer.ts';
import type { Exchange } from './exchange.ts';
import type { AnyTrpcOptions } from './options.ts';

const VARY = 'trpc-accept, accept';
const JSON_TYPE = 'application/json';
/** What tRPC's adapter says, though it is JSON, of a request that it could not read. */
const UNREAD_TYPE = 'text/plain;charset=UTF-8';

/** Answers with one envelope, or with one for each call of a batch. */
export function respond(exchange: Exchange, answered: Answer | readonly Answer[]): FastifyReply {
  const { options, reply, info } = exchange;
  const answers = isBatch(answered) ? answered : [answered];
  const meta = options.responseMeta?.(new MetaOptions(exchange, answers));
  const pieces = isBatch(answered) ? inBrackets(answered.map(textOf)) : [answered.text()];

  const before = reply.getHeader('vary');
  setHeaders(reply, info ? JSON_TYPE : undefined, meta?.headers);
  const own = reply.getHeader('vary');
  if (typeof before === 'string' && typeof own === 'string') reply.header('vary', `${before}, ${own}`);
  else if (before !== undefined) reply.header('vary', both(before, own));
  reply.code(meta?.status || getHTTPStatusCode(answers.map(statusFrom)));
  return send(reply, pieces);
}

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

const succeeded: TRPCResponse = { result: { data: undefined } };

/** Only what a failure says matters for it. */
const statusFrom = ({ error, envelope }: Answer) => (error ? envelope() : succeeded);

type MetaParams = Parameters<NonNullable<AnyTrpcOptions['responseMeta']>>[0];

/** A class for the sake of `data`, which hardly anybody asks for: it has to be read again from what was written. */
class MetaOptions implements MetaParams {
  readonly ctx: MetaParams['ctx'];
  readonly info: MetaParams['info'];
  readonly paths: MetaParams['paths'];
  readonly errors: TRPCError[];
  readonly eagerGeneration = false;
  readonly type: MetaParams['type'];
  readonly #answers: readonly Answer[];

  constructor({ ctx, info }: Exchange, answers: readonly Answer[]) {
    this.ctx = ctx;
    this.info = info;
    this.paths = info?.calls.map((call) => call.path);
    this.errors = answers.flatMap(({ error }) => error ?? []);
    this.type = info?.type ?? 'unknown';
    this.#answers = answers;
  }

  get data(): TRPCResponse[] {
    return this.#answers.map(({ envelope }) => envelope());
  }
}

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
