import type { FastifyReply } from 'fastify';

/** A request that is refused before any procedure sees it. Each door words it in its own shape. */
export class Refusal extends Error {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;

  constructor(statusCode: number, message: string, headers: Readonly<Record<string, string>> = {}) {
    super(message);
    this.name = 'Refusal';
    this.statusCode = statusCode;
    this.headers = headers;
  }
}

/** In place of Fastify's own texts, which quote the request. */
const texts: Readonly<Record<number, string>> = {
  400: 'The request cannot be read',
  404: 'Not Found',
  405: 'Method Not Allowed',
  413: 'Request body is too large',
  414: 'The URL is too long',
  415: 'Only application/json is read here',
};

/** The status and text of any error that Fastify hands to a door's error handler; 5xx keep their cause to the log. */
export const refusalOf = (error: unknown): Refusal => {
  if (error instanceof Refusal) return error;
  const statusCode = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500;
  // The file server forbids paths that lead out of its folder: to a caller there is nothing there.
  if (statusCode === 403) return new Refusal(404, 'Not Found');
  if (error instanceof Error && statusCode >= 400 && statusCode < 500)
    return new Refusal(statusCode, texts[statusCode] ?? 'The request was refused');
  return new Refusal(500, 'Something went wrong on our side');
};

export const sendHeaders = (reply: FastifyReply, { statusCode, headers }: Refusal) =>
  reply.code(statusCode).headers(headers);
