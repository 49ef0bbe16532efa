import { randomUUID } from 'node:crypto';
import { type FastifyBaseLogger, type FastifyReply, type FastifyRequest, LogController } from 'fastify';
import type { Limits } from './limits.ts';
import { answerClientError } from './raw-errors.ts';
import { sendRefusal } from './send-refusal.ts';

interface Options {
  logger: FastifyBaseLogger;
  /** Addresses or ranges whose X-Forwarded-* are believed. */
  trustedProxies: readonly string[];
  /** The headers of what is no page, for the answers that no hook sees. */
  ofData: Readonly<Record<string, string>>;
}

/** How Fastify is set up. */
export const serverOptions = (limits: Limits, { logger, trustedProxies, ofData }: Options) => ({
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
    reply.headers({ ...ofData, 'x-request-id': request.id });
    return sendRefusal(error, request, reply);
  },
});
