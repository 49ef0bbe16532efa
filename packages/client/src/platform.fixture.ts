import type { AppErrorCode } from '@pmp/contracts/error';
import { initTRPC, TRPCError } from '@trpc/server';
import { fetchRequestHandler } from '@trpc/server/adapters/fetch';
import superjson from 'superjson';
import type { Fetch, FetchInit } from './fetch.ts';

/** A refusal, as a use case throws one. */
export class Refusal extends Error {
  readonly appCode: AppErrorCode;
  readonly trpcCode: TRPCError['code'];
  readonly data: object;
  constructor(appCode: AppErrorCode, trpcCode: TRPCError['code'], data: object = {}) {
    super(`refused: ${appCode}`);
    this.appCode = appCode;
    this.trpcCode = trpcCode;
    this.data = data;
  }
}

export interface Sent extends FetchInit {
  readonly url: string;
}

export type Deed = (path: string, input: unknown) => unknown;

/**
 * A platform in memory with a few of the real one's paths. `deed` makes each reply; `before` may answer an HTTP
 * request in its place, or throw as a broken network does.
 */
export function platform(
  deed: Deed,
  before: (attempt: number, sent: Sent) => Response | undefined | Promise<Response | undefined> = () =>
    undefined,
) {
  const t = initTRPC.context<{ token: string | null }>().create({
    transformer: superjson,
    isDev: false,
    errorFormatter: ({ shape, error }) => ({
      ...shape,
      data: {
        ...shape.data,
        appCode: error.cause instanceof Refusal ? error.cause.appCode : 'internal',
        ...(error.cause instanceof Refusal && error.cause.data),
      },
    }),
  });
  const calls: { path: string; input: unknown }[] = [];
  const answer = ({ path, input }: { path: string; input: unknown }) => {
    calls.push({ path, input });
    try {
      return deed(path, input);
    } catch (cause) {
      if (!(cause instanceof Refusal)) throw cause;
      throw new TRPCError({ code: cause.trpcCode, message: cause.message, cause });
    }
  };
  const anything = t.procedure.input((value) => value);
  const query = anything.query(answer);
  const mutation = anything.mutation(answer);
  const router = t.router({
    homeowner: t.router({
      requests: t.router({ list: query, get: query, create: mutation, cancel: mutation }),
    }),
    public: t.router({ status: query }),
  });

  const requests: Sent[] = [];
  const fetch: Fetch = async (url, init) => {
    const sent = { url, ...init };
    requests.push(sent);
    const instead = await before(requests.length, sent);
    if (instead !== undefined) return instead;
    init.signal?.throwIfAborted();
    return fetchRequestHandler({
      endpoint: '/trpc',
      router,
      req: new Request(new URL(url, 'http://pmp.test'), init),
      createContext: () => ({ token: null }),
    });
  };
  return { fetch, requests, calls };
}
