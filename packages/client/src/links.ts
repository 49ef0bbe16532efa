import type { AppRouter } from '@pmp/api';
import { httpBatchLink, type TRPCLink } from '@trpc/client';
import superjson from 'superjson';
import { answeringFetch, type Fetch } from './fetch.ts';
import { keyLink } from './keys.ts';
import { retryLink } from './retry.ts';
import { signedOutLink } from './signed-out.ts';

/** How a client reaches the platform, and as whom. */
export interface PmpClientOptions {
  /** The platform's address, `https://pmp.example`; empty for the page's own origin. */
  readonly url: string;
  /** Asked before each HTTP request, so that a fresh token is always sent; without one the call is anonymous. */
  readonly getToken?: () => string | undefined | Promise<string | undefined>;
  /** Instead of the global fetch. */
  readonly fetch?: Fetch;
  /** Called once per HTTP request that the server refused for want of a valid token. The call fails all the same. */
  readonly onSignedOut?: () => void;
}

// The server refuses a longer batch, and proxies a longer URL.
const maxItems = 10;
const maxURLLength = 2000;

/** The link chain alone, for who brings a tRPC client of their own (as @trpc/tanstack-react-query allows). */
export const pmpLinks = ({ url, getToken, fetch, onSignedOut }: PmpClientOptions): TRPCLink<AppRouter>[] => [
  keyLink,
  signedOutLink(onSignedOut),
  retryLink,
  httpBatchLink({
    url: `${url.replace(/\/+$/, '')}/trpc`,
    transformer: superjson,
    maxItems,
    maxURLLength,
    fetch: answeringFetch(fetch),
    headers: async () => {
      const token = await getToken?.();
      return token ? { authorization: `Bearer ${token}` } : {};
    },
  }),
];
