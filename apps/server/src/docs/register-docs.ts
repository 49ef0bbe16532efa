import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { operations } from '../rest/operations.ts';
import { docsHtml, docsScript, docsStyle } from './docs-page.ts';
import { openApiDocument } from './openapi.ts';

const assets = new Set(['/swagger-ui.css', '/swagger-ui-bundle.js', '/favicon-32x32.png']);
const swaggerUi = () => dirname(fileURLToPath(import.meta.resolve('swagger-ui-dist/package.json')));

/** `/openapi.json`, and `/docs` to read and try it; every file of it comes from here. */
export const registerDocs = async (
  app: FastifyInstance,
  { local, version }: { local: boolean; version: string },
) => {
  const document = Buffer.from(JSON.stringify(openApiDocument(operations, version)));
  const fixed = (type: string, body: string | Buffer) => (_request: unknown, reply: FastifyReply) =>
    reply.header('cache-control', 'no-cache').type(type).send(body);

  app.get('/openapi.json', fixed('application/json', document));
  app.get('/docs/page.js', fixed('text/javascript; charset=utf-8', docsScript));
  app.get('/docs/page.css', fixed('text/css; charset=utf-8', docsStyle));
  app.get('/docs/', (_request, reply) => reply.redirect('/docs', 307));
  // Under the policy of every other page: Swagger UI sets its styles by script, which that allows.
  app.get('/docs', fixed('text/html; charset=utf-8', docsHtml({ local })));
  await app.register(fastifyStatic, {
    root: swaggerUi(),
    prefix: '/docs/assets/',
    decorateReply: false,
    index: false,
    maxAge: '1h',
    allowedPath: (path) => assets.has(path),
  });
};
