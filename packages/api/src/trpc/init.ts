import type { Role } from '@pmp/contracts/role';
import { initTRPC } from '@trpc/server';
import * as z from 'zod/mini';
import type { Actor } from '../kernel/actor.ts';
import { AppError } from '../kernel/app-error.ts';
import type { Context } from './context.ts';
import { errorData, publicMessage, toTrpcError } from './error-map.ts';
import { wire } from './wire.ts';

// zod/mini comes without words; these are the ones that people read under a field.
z.config(z.locales.en());

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

/** Open to everybody. */
export const publicProcedure = t.procedure.use(mapErrors);

/** Open to whoever brings a token that verifies. */
export const personProcedure = publicProcedure.use(({ ctx, next }) => {
  if (ctx.principal === null) throw new AppError('signed_out', 'Sign in first');
  return next({ ctx: { principal: ctx.principal } });
});

const actingAs = <R extends Role>(role: R) =>
  personProcedure.use(({ ctx: { principal }, next }) => {
    if (!principal.roles.includes(role)) throw new AppError('forbidden', `Only a ${role} may do this`);
    const actor: Actor<R> = { role, id: principal.userId };
    return next({ ctx: { actor } });
  });

/** Open to a homeowner; `ctx.actor` acts as one. */
export const homeownerProcedure = actingAs('homeowner');
