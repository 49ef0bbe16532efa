import { appRouter, type Composed, type Context, retryAfter } from '@pmp/api/server';
import { TRPCError } from '@trpc/server';
import type { FastifyInstance } from 'fastify';
import { fastifyTrpc } from '../trpc-plugin/plugin.ts';
import { insufficientScope } from './authenticate.ts';
import { sendRefusal } from './send-refusal.ts';

/** As many calls as packages/client puts into one request. */
const maxBatchSize = 10;

/** The tRPC door. Its scope words every refusal as tRPC's own envelope, which its clients understand. */
export const registerTrpcDoor = async (app: FastifyInstance, { deps }: Composed) => {
  await app.register(async (door) => {
    door.setErrorHandler(sendRefusal);
    await door.register(fastifyTrpc<typeof appRouter>, {
      prefix: '/trpc',
      trpcOptions: {
        router: appRouter,
        maxBatchSize,
        createContext: ({ req }): Context => ({ deps, principal: req.principal, requestId: req.id }),
        responseMeta: ({ errors, type }) => {
          const headers = type === 'subscription' ? ofStreams : ofCalls;
          return errors.length === 0 ? { headers } : metaOfFailures(errors, headers);
        },
        onError: ({ error, path, req }) => {
          const fields = { err: error.cause ?? error, path, code: error.code };
          if (error.code === 'INTERNAL_SERVER_ERROR' || error.code === 'SERVICE_UNAVAILABLE') {
            req.log.error(fields, 'call failed');
          } else {
            req.log.debug({ path, code: error.code }, 'call refused');
          }
        },
      },
    });
  });
};

const ofCalls = { 'cache-control': 'no-store' };
// A proxy that compresses a stream holds its events back.
const ofStreams = { 'cache-control': 'no-store, no-transform' };

const metaOfFailures = (errors: readonly TRPCError[], headers: typeof ofCalls) => {
  const isSignedOut = errors.some(({ code }) => code === 'UNAUTHORIZED');
  const isForbidden = errors.some(({ code }) => code === 'FORBIDDEN');
  const seconds = errors.map(retryAfter).filter((value) => value !== undefined);
  return {
    // Not 207: whoever looks at statuses only must see that they have to sign in.
    ...(isSignedOut && { status: 401 }),
    headers: {
      ...headers,
      ...(isForbidden && { 'www-authenticate': insufficientScope }),
      ...(isSignedOut && { 'www-authenticate': 'Bearer realm="api"' }),
      ...(seconds.length > 0 && { 'retry-after': String(Math.max(...seconds)) }),
    },
  };
};
