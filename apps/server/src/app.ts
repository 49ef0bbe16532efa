import cors from '@fastify/cors';
import type { Composed, Verifier } from '@pmp/api/server';
import fastify, { type FastifyBaseLogger, type FastifyInstance } from 'fastify';
import { registerDocs } from './docs/register-docs.ts';
import type { Env } from './env.ts';
import { authenticateWith } from './http/authenticate.ts';
import { doorOf } from './http/door-of.ts';
import { guard } from './http/guard.ts';
import { type Checks, registerHealth } from './http/health.ts';
import { defaultLimits, type Limits } from './http/limits.ts';
import { waitUntilPrepared } from './http/prepared.ts';
import { shedLoad } from './http/pressure.ts';
import { admitWith, unlimited } from './http/rates.ts';
import { refuseTunnel } from './http/raw-errors.ts';
import { Refusal } from './http/refusal.ts';
import { dataHeaders, pageHeaders } from './http/security-headers.ts';
import { sendRefusal } from './http/send-refusal.ts';
import { serverOptions } from './http/server-options.ts';
import { announceStop } from './http/stopping.ts';
import { watchStreams } from './http/streams.ts';
import { registerTrpcDoor } from './http/trpc-door.ts';
import { registerWebAssets } from './http/web-assets.ts';
import { registerRestDoor } from './rest/rest-door.ts';
import { version } from './version.ts';

export interface AppOptions {
  env: Pick<Env, 'mode' | 'issuer' | 'audience' | 'webClientId' | 'corsOrigins'> &
    Partial<Pick<Env, 'trustedProxies' | 'maxLoopDelayMs' | 'rates'>>;
  api: Composed;
  verifier: Verifier;
  checks: Checks;
  /** The folder of the built web app. */
  webRoot: string;
  logger: FastifyBaseLogger;
  /** In place of the usual ones, for tests of them. */
  limits?: Partial<Limits>;
}

/** Builds the HTTP application; it never listens. */
export const buildApp = async (options: AppOptions) => {
  const { env, api, verifier, checks, webRoot, logger } = options;
  const limits = { ...defaultLimits, ...options.limits };
  const { trustedProxies = [], maxLoopDelayMs = 0, rates = unlimited } = env;
  const https = env.mode === 'production';
  const ofPages = pageHeaders({ contentSecurityPolicy: contentSecurityPolicy(env), https });
  const ofData = dataHeaders({ https });
  const app = fastify(serverOptions(limits, { logger, trustedProxies, ofData }));
  app.server.on('connect', refuseTunnel);
  // Before any route: those that are there already would keep Fastify's own.
  app.setErrorHandler(sendRefusal);
  app.decorateRequest('principal', null);
  app.decorateRequest('payForCall', null);
  // With callbacks: a promise for each hook would be felt on every request.
  app.addHook('onRequest', (request, reply, done) => {
    // Below /trpc nothing is a page; elsewhere only the route knows.
    reply
      .headers(doorOf(request.raw.url ?? '') === 'trpc' ? ofData : ofPages)
      .header('x-request-id', request.id);
    done();
  });
  // Before all hooks that refuse, so that a page that is let in can read why.
  await letIn(app, env.corsOrigins);
  app.addHook('onRequest', (request, _reply, done) => {
    try {
      guard(request, limits);
    } catch (error) {
      return done(error instanceof Error ? error : new Error(String(error)));
    }
    return done();
  });
  announceStop(app, checks);
  watchStreams(app, { streams: api.deps.streams, stalledMs: limits.stalledMs });
  app.addHook('onResponse', (request, reply, done) => {
    const { method, routeOptions } = request;
    request.log.info(
      { method, route: routeOptions.url, status: reply.statusCode, ms: reply.elapsedTime },
      'answered',
    );
    done();
  });

  registerHealth(app, { checks, blocked: api.deps.blocked, meter: api.meter, version });
  await registerDocs(app, { local: env.mode === 'local', version });
  app.get('/config.json', (_request, reply) =>
    reply
      .header('cache-control', 'no-cache')
      .send({ issuer: env.issuer, clientId: env.webClientId, audience: env.audience }),
  );

  await app.register(async (doors) => {
    await shedLoad(doors, { maxLoopDelayMs });
    waitUntilPrepared(doors, checks);
    const authenticate = authenticateWith(verifier, api.deps.blocked);
    doors.addHook('onRequest', admitWith({ authenticate, meter: api.meter, rates }));
    await registerTrpcDoor(doors, api);
    await registerRestDoor(doors, api);
  });

  const { isPage } = await registerWebAssets(app, webRoot);
  app.setNotFoundHandler((request, reply) =>
    isPage(request)
      ? reply.header('cache-control', 'no-cache').sendFile('index.html')
      : sendRefusal(new Refusal(404, 'Not Found'), request, reply),
  );
  return app;
};

/** Pages of other origins. Where none is let in, no answer depends on who asks, and OPTIONS is a method like any that nobody answers. */
const letIn = async (app: FastifyInstance, origins: readonly string[]) => {
  if (origins.length === 0) return;
  await app.register(cors, {
    origin: [...origins],
    methods: ['GET', 'POST', 'PATCH'],
    allowedHeaders: ['authorization', 'content-type', 'idempotency-key', 'trpc-accept'],
    exposedHeaders: 'link, location, retry-after, www-authenticate, x-request-id',
    maxAge: 600,
    // OPTIONS that is no preflight is answered too, and grants nothing.
    strictPreflight: false,
  });
};

/** Everything comes from here, except sign-in, which goes to the issuer. */
const contentSecurityPolicy = ({ issuer }: Pick<Env, 'issuer'>): Record<string, string[]> => {
  const signIn = new URL(issuer).origin;
  return {
    'default-src': ["'none'"],
    'script-src': ["'self'"],
    'style-src': ["'self'"],
    'img-src': ["'self'", 'data:'],
    'font-src': ["'self'"],
    'manifest-src': ["'self'"],
    'connect-src': ["'self'", signIn],
    'form-action': ["'self'", signIn],
    'base-uri': ["'none'"],
    'frame-ancestors': ["'none'"],
  };
};
