import { randomUUID } from 'node:crypto';
import cors from '@fastify/cors';
import helmet from '@fastify/helmet';
import type { Composed, Verifier } from '@pmp/api/server';
import fastify, { type FastifyBaseLogger, LogController } from 'fastify';
import { registerDocs } from './docs/register-docs.ts';
import type { Env } from './env.ts';
import { authenticateWith } from './http/authenticate.ts';
import { type Checks, registerHealth } from './http/health.ts';
import { refusalOf, sendHeaders } from './http/refusal.ts';
import { registerTrpcDoor } from './http/trpc-door.ts';
import { registerWebAssets } from './http/web-assets.ts';
import { registerRestDoor } from './rest/rest-door.ts';
import { version } from './version.ts';

export interface AppOptions {
  env: Pick<Env, 'mode' | 'issuer' | 'audience' | 'webClientId' | 'corsOrigins'>;
  api: Composed;
  verifier: Verifier;
  checks: Checks;
  /** The folder of the built web app. */
  webRoot: string;
  logger: FastifyBaseLogger;
}

const bodyLimit = 100 * 1024;

/** Builds the HTTP application; it never listens. */
export const buildApp = async ({ env, api, verifier, checks, webRoot, logger }: AppOptions) => {
  const app = fastify({
    loggerInstance: logger,
    bodyLimit,
    // A batch of ten calls is one path parameter; much longer ones would only feed slow patterns.
    routerOptions: { maxParamLength: 1000 },
    requestTimeout: 120_000,
    keepAliveTimeout: 65_000,
    http: { headersTimeout: 15_000 },
    forceCloseConnections: 'idle',
    return503OnClosing: true,
    // The caller does not choose the id that it is found by in the log.
    requestIdHeader: false,
    genReqId: () => randomUUID(),
    // Query strings carry tRPC input: personal data that has no place in a log.
    logController: new LogController({ disableRequestLogging: true }),
  });
  app.decorateRequest('principal', null);
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id);
  });
  app.addHook('onResponse', async (request, reply) => {
    const { method, routeOptions } = request;
    request.log.info(
      { method, route: routeOptions.url, status: reply.statusCode, ms: reply.elapsedTime },
      'answered',
    );
  });

  await app.register(helmet, {
    contentSecurityPolicy: contentSecurityPolicy(env),
    hsts: env.mode === 'production',
  });
  await app.register(cors, {
    origin: [...env.corsOrigins],
    methods: ['GET', 'POST', 'PATCH'],
    allowedHeaders: ['authorization', 'content-type', 'idempotency-key', 'trpc-accept'],
    exposedHeaders: ['link', 'location', 'retry-after', 'www-authenticate', 'x-request-id'],
    maxAge: 600,
  });

  registerHealth(app, { checks, blocked: api.deps.blocked, version });
  await registerDocs(app, { local: env.mode === 'local', version });
  app.get('/config.json', (_request, reply) =>
    reply
      .header('cache-control', 'no-cache')
      .send({ issuer: env.issuer, clientId: env.webClientId, audience: env.audience }),
  );

  await app.register(async (doors) => {
    doors.addHook('onRequest', authenticateWith(verifier, api.deps.blocked));
    await registerTrpcDoor(doors, api);
    await registerRestDoor(doors, api);
  });

  const { isPage } = await registerWebAssets(app, webRoot);
  app.setNotFoundHandler((request, reply) =>
    isPage(request)
      ? reply.header('cache-control', 'no-cache').sendFile('index.html')
      : reply.code(404).send({ detail: 'Not Found' }),
  );
  app.setErrorHandler((error, request, reply) => {
    const refusal = refusalOf(error);
    if (refusal.statusCode >= 500) request.log.error({ err: error }, 'request failed');
    return sendHeaders(reply, refusal).send({
      detail: refusal.message,
      ...(refusal.statusCode >= 500 && { request_id: request.id }),
    });
  });
  return app;
};

/** Everything comes from here, except sign-in, which goes to the issuer. */
const contentSecurityPolicy = ({ issuer }: Pick<Env, 'issuer'>) => {
  const signIn = new URL(issuer).origin;
  return {
    useDefaults: false,
    directives: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'"],
      imgSrc: ["'self'", 'data:'],
      fontSrc: ["'self'"],
      manifestSrc: ["'self'"],
      connectSrc: ["'self'", signIn],
      formAction: ["'self'", signIn],
      baseUri: ["'none'"],
      frameAncestors: ["'none'"],
    },
  };
};
