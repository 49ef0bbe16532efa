import { fieldWords } from '@pmp/contracts/field-words';
import type { Role } from '@pmp/contracts/role';
import { getTRPCErrorFromUnknown, initTRPC } from '@trpc/server';
import * as z from 'zod/mini';
import { type Principal, refusals } from '../auth/principal.ts';
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

/** Somebody may have been shut out without this process knowing: reading goes on, writing does not. */
const requireKnownBlocks = ({ deps }: Context, type: string) => {
  if (type === 'mutation' && !deps.blocked.isCurrent()) {
    throw new AppError('unavailable', 'Changes are paused while the database is away; try again', {
      retryAfterSeconds: 2,
    });
  }
};

/**
 * Procedures of callers whom `admit` lets in, with what it makes of them. One middleware for all of it: tRPC copies its options
 * several times for each, which is most of what an empty call costs.
 */
const openTo = <Admitted extends object>(admit: (ctx: Context) => Admitted) =>
  t.procedure.use(async ({ ctx, type, next }) => {
    let admitted: Admitted;
    try {
      requireKnownBlocks(ctx, type);
      admitted = admit(ctx);
    } catch (cause) {
      throw toTrpcError(getTRPCErrorFromUnknown(cause));
    }
    // next() never throws: a failed call comes back as a result.
    const result = await next({ ctx: admitted });
    if (!result.ok) throw toTrpcError(result.error);
    return result;
  });

/** Open to everybody. */
export const publicProcedure = openTo(() => ({}));

const signedIn = ({ principal, deps }: Context) => {
  if (principal === null) throw new AppError('signed_out', 'Sign in first');
  // The doors have asked already; this holds for callers that come by none.
  if (deps.blocked.has(principal.userId)) throw new AppError('signed_out', refusals.revoked);
  return principal;
};

/** Open to whoever brings a token that verifies. */
export const protectedProcedure = openTo((ctx) => ({ principal: signedIn(ctx) }));

const actingAs =
  <R extends Role>(role: R) =>
  (ctx: Context): { principal: Principal; actor: Actor<R> } => {
    const principal = signedIn(ctx);
    if (!principal.roles.includes(role)) throw new AppError('forbidden', `Only a ${role} may do this`);
    return { principal, actor: { role, id: principal.userId } };
  };

/** Open to a homeowner; `ctx.actor` acts as one. */
export const homeownerProcedure = openTo(actingAs('homeowner'));

const actAsOfficial = actingAs('official');

/** Open to a contractor; `ctx.actor` acts as one. */
export const contractorProcedure = openTo(actingAs('contractor'));

/**
 * Open to an official; `ctx.actor` acts as one, in the jurisdiction of our records. Whoever acts as one is remembered, so that no
 * other official can suspend them.
 */
export const officialProcedure = openTo((ctx) => {
  const { principal, actor } = actAsOfficial(ctx);
  const { officials } = ctx.deps;
  officials.seen(actor.id);
  const official: Official = { ...actor, jurisdictionId: officials.jurisdictionOf(actor.id) };
  return { principal, actor: official };
});
