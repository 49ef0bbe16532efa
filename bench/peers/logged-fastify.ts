import fastify, { type FastifyServerOptions, LogController } from 'fastify';
import { log } from './log.ts';

/** Fastify with one line a request. */
export const loggedFastify = (options: Pick<FastifyServerOptions, 'routerOptions'> = {}) => {
  const logController = new LogController({ disableRequestLogging: true });
  const app = fastify({ ...options, loggerInstance: log, logController });
  app.addHook('onResponse', async (request, reply) => {
    request.log.info(
      {
        method: request.method,
        route: request.routeOptions.url,
        status: reply.statusCode,
        ms: reply.elapsedTime,
      },
      'answered',
    );
  });
  return app;
};
