import { hash } from 'node:crypto';
import { isIPv6 } from 'node:net';
import { appRouter, type Composed } from '@pmp/api/server';
import type { FastifyRequest, onRequestHookHandler } from 'fastify';
import { findProcedure } from '../trpc-plugin/procedures.ts';
import { doneAfter } from './done-after.ts';
import { doorOf } from './door-of.ts';
import { lastValue } from './last-value.ts';
import { Refusal } from './refusal.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Takes a point for the nth call of a procedure, if none was taken when the request came. Null where nothing is counted. */
    payForCall: ((nth: number) => Promise<void> | undefined) | null;
  }
}

/** Points that a caller may spend in any minute; 0 switches a limit off. */
export interface Rates {
  /** An address without a token, or with a bad one. */
  anonymous: number;
  /** A person with a token. */
  signedIn: number;
}

export const unlimited: Rates = { anonymous: 0, signedIn: 0 };

const queryPoints = 1;
const mutationPoints = 5;
const callsAPage = 100;

interface Options {
  authenticate(request: FastifyRequest): void | Promise<void>;
  meter: Pick<Composed['meter'], 'spend'>;
  rates: Rates;
}

/**
 * Authenticates, then takes the points of all calls of the HTTP request, or refuses it before any of them runs. A token
 * that is refused costs its address a point: checking signatures is what a flood of them is after.
 * With a callback: a promise is made only where a token has to be verified or points are counted.
 */
export const admitWith = ({ authenticate, meter, rates }: Options): onRequestHookHandler => {
  const spend = async (key: string, points: number, perMinute: number) => {
    const verdict = await meter.spend(key, points, perMinute);
    if (verdict.admitted) return;
    const seconds = verdict.retryAfterSeconds;
    throw new Refusal(429, `Too many calls; try again in ${seconds} s`, { 'retry-after': String(seconds) });
  };
  const charge = (request: FastifyRequest): void | Promise<void> => {
    const { principal, ip } = request;
    const perMinute = principal ? rates.signedIn : rates.anonymous;
    if (perMinute === 0) return;
    const key = principal ? `u:${principal.userId}` : addressKey(ip);
    const points = pointsOf(request);
    request.payForCall = (nth) => (nth > points ? spend(key, queryPoints, perMinute) : undefined);
    return spend(key, points, perMinute);
  };
  const refuse = async ({ ip }: FastifyRequest, error: unknown): Promise<void> => {
    const isRefused = error instanceof Refusal && error.statusCode < 500;
    if (isRefused && rates.anonymous > 0) await spend(addressKey(ip), queryPoints, rates.anonymous);
    throw error;
  };
  const admit = (request: FastifyRequest): void | Promise<void> => {
    let verifying: void | Promise<void>;
    try {
      verifying = authenticate(request);
    } catch (error) {
      return refuse(request, error);
    }
    return verifying
      ? verifying.then(
          () => charge(request),
          (error: unknown) => refuse(request, error),
        )
      : charge(request);
  };
  return (request, _reply, done) => {
    const admitting = admit(request);
    if (!admitting) return done();
    void doneAfter(admitting, done);
  };
};

/** What a request costs: each call of a batch for itself, a change five times as much as a question. */
const pointsOf = ({ method, params, query, raw }: FastifyRequest): number => {
  if (doorOf(raw.url ?? '') === 'rest') return isReading(method) ? pagesOf(query) : mutationPoints;
  const path: unknown = typeof params === 'object' && params !== null && 'path' in params ? params.path : '';
  return namesOf(String(path)).reduce((points, name) => points + pointsOfProcedure(name), 0);
};

const isReading = (method: string) => method === 'GET' || method === 'HEAD';

const pointsOfProcedure = (name: string) =>
  findProcedure(appRouter, name)?._def.type === 'mutation' ? mutationPoints : queryPoints;

/** tRPC decodes the parameter once more than Fastify, so an escaped comma parts calls, too. */
const namesOf = (path: string): string[] => {
  try {
    return decodeURIComponent(path).split(',');
  } catch {
    return path.split(',');
  }
};

/** A REST list reads as many pages of the procedure as it takes. One without a limit pays for all but the first as it comes to them. */
const pagesOf = (query: unknown): number => {
  const sent = typeof query === 'object' && query !== null && 'limit' in query ? query.limit : undefined;
  const limit = Number(lastValue(sent));
  return limit > callsAPage && limit <= 10 * callsAPage ? Math.ceil(limit / callsAPage) : queryPoints;
};

/** Hashed, as nobody who reads the database should find addresses there. Whoever has hung up has no address any more. */
export const addressKey = (ip: string | undefined) =>
  `a:${hash('sha256', networkOf(ip ?? ''), 'base64url').slice(0, 22)}`;

/** A customer gets at least 2^64 addresses of IPv6, so what counts is their network. */
export const networkOf = (ip: string): string => {
  const [address = ''] = ip.toLowerCase().split('%');
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/.exec(address);
  if (mapped?.[1] !== undefined) return mapped[1];
  if (!isIPv6(address)) return address;
  const [head = '', tail] = address.split('::');
  const groups = head === '' ? [] : head.split(':');
  if (tail !== undefined) {
    const after = tail === '' ? [] : tail.split(':');
    while (groups.length + after.length < 8) groups.push('0');
    groups.push(...after);
  }
  return groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':');
};
