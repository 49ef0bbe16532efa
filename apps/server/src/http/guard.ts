import type { FastifyRequest } from 'fastify';
import { doorOf } from './door-of.ts';
import { Refusal } from './refusal.ts';

const name = /^(?:[a-z0-9_~.-]{1,253}|\[[0-9a-f:.]{2,45}\])(?::(\d{1,5}))?$/i;

/** Stricter than the standard: no percent escapes, nobody's name before an "@", no port beyond 65535. */
const isHost = (value: string): boolean => {
  const match = name.exec(value);
  return match !== null && Number(match[1] ?? 0) <= 65_535 && URL.canParse(`http://${value}/`);
};

/** Node keeps the first of two Host headers silently. */
const count = ({ raw: { rawHeaders } }: FastifyRequest, header: string) =>
  rawHeaders.filter((value, index) => index % 2 === 0 && value.toLowerCase() === header).length;

/** OPTIONS is for CORS, which has answered before, where anybody is let in; elsewhere nobody answers it. */
const methods = {
  trpc: ['GET', 'HEAD', 'POST'],
  rest: ['GET', 'HEAD', 'POST', 'PATCH'],
};

/**
 * Refuses, before any door looks at them, requests that no client of ours makes. Throws a Refusal.
 * A route that knows its own methods says which: only what nobody would answer is refused here.
 */
export const guard = (request: FastifyRequest, { urlBytes }: { urlBytes: number }) => {
  const { headers, raw, method } = request;
  const host = headers.host ?? '';
  if (count(request, 'host') !== 1 || !isHost(host)) throw new Refusal(400, 'The Host header is malformed');

  const url = raw.url ?? '';
  if (!url.startsWith('/')) throw new Refusal(400, 'The request target is not a path');
  if (url.length > urlBytes) throw new Refusal(414, 'The URL is too long');

  const door = doorOf(url);
  const allowed = methods[door];
  if (!allowed.includes(method) && (door === 'trpc' || request.is404)) {
    throw new Refusal(405, 'Method Not Allowed', { allow: allowed.join(', ') });
  }

  const encoding = headers['content-encoding'];
  if (encoding !== undefined && encoding.toLowerCase() !== 'identity') {
    throw new Refusal(415, 'Compressed bodies are not read here', { 'accept-encoding': 'identity' });
  }
};
