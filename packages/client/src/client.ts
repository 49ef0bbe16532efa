import type { AppRouter } from '@pmp/api';
import { createTRPCClient, type TRPCClient } from '@trpc/client';
import type { inferRouterInputs, inferRouterOutputs } from '@trpc/server';
import { type PmpClientOptions, pmpLinks } from './links.ts';

/** Every procedure of the platform, typed: `await client.homeowner.requests.list.query({ limit: 20 })`. */
export type PmpClient = TRPCClient<AppRouter>;

/** What each procedure takes: `RouterInputs['homeowner']['requests']['create']`. */
export type RouterInputs = inferRouterInputs<AppRouter>;
/** What each procedure answers; dates are `Date`. */
export type RouterOutputs = inferRouterOutputs<AppRouter>;

/**
 * Makes a client of the platform, for a browser, Node or a worker. Calls made in the same tick travel in one HTTP
 * request; writes carry a key, so that they and reads are repeated when the network or the server falters.
 * A call is given up with `{ signal }`.
 */
export const createPmpClient = (options: PmpClientOptions): PmpClient =>
  createTRPCClient<AppRouter>({ links: pmpLinks(options) });
