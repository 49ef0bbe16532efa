import { fieldWords } from '@pmp/contracts/field-words';
import type { Role } from '@pmp/contracts/role';
import { initTRPC } from '@trpc/server';
import * as z from 'zod/mini';
import { refusals } from '../auth/principal.ts';
import type { Actor, Official } from '../kernel/actor.ts';
import { AppError } from '../kernel/app-error.ts';
import type { Context } from './context.ts';
import { errorData, publicMessage, toTrpcError } from './error-map.ts';
import { wire } from './wire.ts';

// zod/mini comes without words; these are the ones that people read under a field.
z.config({ ...z.locales.en(), customError: fieldWords });

const t = initTRPC.context<Context>().create({
  transformer: wire,
  // Decided here, not by NODE_ENV: a stack never reaches a caller.
  isDev: false,
  sse: {
    // Also keeps proxies from closing a stream in which nothing happens.
    ping: { enabled: true, intervalMs: 15_000 },
    client: { reconnectAfterInactivityMs: 40_000 },
  },
  errorFormatter: ({ shape: { code, data }, error, ctx }) => ({
    code,
    message: publicMessage(error),
    data: {
      code: data.code,
      httpStatus: data.httpStatus,
      path: data.path,
      ...errorData(error, ctx?.requestId),
    },
  }),
});

export const { router, createCallerFactory } = t;

// next() never throws: a failed call comes back as a result.
const mapErrors = t.middleware(async ({ next }) => {
  const result = await next();
  if (!result.ok) throw toTrpcError(result.error);
  return result;
});

// Somebody may have been shut out without this process knowing: reading goes on, writing does not.
const writeKnowingBlocks = t.middleware(({ ctx, type, next }) => {
  if (type === 'mutation' && !ctx.deps.blocked.isCurrent()) {
    throw new AppError('unavailable', 'Changes are paused while the database is away; try again', {
      retryAfterSeconds: 2,
    });
  }
  return next();
});

/** Open to everybody. */
export const publicProcedure = t.procedure.use(mapErrors).use(writeKnowingBlocks);

/** Open to whoever brings a token that verifies. */
export const protectedProcedure = publicProcedure.use(({ ctx, next }) => {
  if (ctx.principal === null) throw new AppError('signed_out', 'Sign in first');
  // The doors have asked already; this holds for callers that come by none.
  if (ctx.deps.blocked.has(ctx.principal.userId)) throw new AppError('signed_out', refusals.revoked);
  return next({ ctx: { principal: ctx.principal } });
});

const actingAs = <R extends Role>(role: R) =>
  protectedProcedure.use(({ ctx: { principal }, next }) => {
    if (!principal.roles.includes(role)) throw new AppError('forbidden', `Only a ${role} may do this`);
    const actor: Actor<R> = { role, id: principal.userId };
    return next({ ctx: { actor } });
  });

/** Open to a homeowner; `ctx.actor` acts as one. */
export const homeownerProcedure = actingAs('homeowner');

/** Open to a contractor; `ctx.actor` acts as one. */
export const contractorProcedure = actingAs('contractor');

/**
 * Open to an official; `ctx.actor` acts as one, in the jurisdiction of our records. Whoever acts as one is remembered, so that no
 * other official can suspend them.
 */
export const officialProcedure = actingAs('official').use(({ ctx: { actor, deps }, next }) => {
  deps.officials.seen(actor.id);
  const official: Official = { ...actor, jurisdictionId: deps.officials.jurisdictionOf(actor.id) };
  return next({ ctx: { actor: official } });
});
