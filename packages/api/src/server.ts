// The door for apps/server and devkit: all that a process composes. Browsers and clients import types from "." instead.

import type { Context as ApiContext } from './trpc/context.ts';

export { createKeyStore, type KeyStore } from './auth/key-store.ts';
export { type AuthOutcome, type Principal, refusals, userIdOf } from './auth/principal.ts';
export type { RememberedKeySets } from './auth/remembered-keys.ts';
export { createVerifier, type Verifier } from './auth/verify-token.ts';
export { type Composed, composeApi } from './compose.ts';
export { Bag } from './kernel/bag.ts';
export { systemClock } from './kernel/clock.ts';
export { type Jurisdiction, placeKey, territoryAround } from './modules/place/gazetteer.ts';
export { saveJurisdictions } from './modules/place/place.mongo.ts';
export { type Connection, openConnection } from './mongo/connection.ts';
export { type AppRouter, appRouter } from './router.ts';
export { retryAfter } from './trpc/error-map.ts';
export { createCallerFactory } from './trpc/init.ts';

/** An alias, not a re-export: the compiler would name the router's context by this file, and so pull the driver into every caller. */
export type Context = ApiContext;
