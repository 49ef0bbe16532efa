import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { type FastifyBaseLogger, type FastifyReply, type FastifyRequest, LogController } from 'fastify';
import type { Limits } from './limits.ts';
import { answerClientError } from './raw-errors.ts';
import { sendRefusal } from './send-refusal.ts';

/** How Fastify is set up. `trustedProxies` are addresses or ranges whose X-Forwarded-* are believed; by default nobody's. */
export const serverOptions = (
  limits: Limits,
  { logger, trustedProxies }: { logger: FastifyBaseLogger; trustedProxies: readonly string[] },
) => ({
  loggerInstance: logger,
  bodyLimit: limits.bodyBytes,
  routerOptions: { maxParamLength: limits.pathParameter },
  requestTimeout: limits.requestMs,
  keepAliveTimeout: limits.keepAliveMs,
  maxRequestsPerSocket: limits.requestsPerSocket,
  http: {
    headersTimeout: limits.headersMs,
    connectionsCheckingInterval: limits.lateCheckMs,
    // The guard asks for it, in the shape of the door.
    requireHostHeader: false,
  },
  // A number of hops would trust whoever is that far away; Fastify reads one as nobody.
  trustProxy: trustedProxies.length > 0 ? [...trustedProxies] : false,
  forceCloseConnections: 'idle' as const,
  // Refused by a hook of ours, in the shape of the door.
  return503OnClosing: false,
  // The caller does not choose the id that it is found by in the log.
  requestIdHeader: false as const,
  genReqId: () => randomUUID(),
  // Query strings carry tRPC input: personal data that has no place in a log.
  logController: new LogController({ disableRequestLogging: true }),
  clientErrorHandler: answerClientError,
  // A URL that the router cannot read never comes to a hook.
  frameworkErrors: (error: Error, request: FastifyRequest, reply: FastifyReply) => {
    withoutHooks(reply.raw, request.id);
    return sendRefusal(error, request, reply);
  },
});

const withoutHooks = (raw: ServerResponse, requestId: string) => {
  raw.setHeader('x-request-id', requestId);
  raw.setHeader('x-content-type-options', 'nosniff');
  raw.setHeader('content-security-policy', "default-src 'none'; frame-ancestors 'none'");
};
