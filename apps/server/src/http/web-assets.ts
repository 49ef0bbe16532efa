import { existsSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { doorOf } from './door-of.ts';

/** Serves the built web app; its own routes all answer index.html. Without a build the API runs alone. */
export const registerWebAssets = async (app: FastifyInstance, root: string) => {
  if (!existsSync(join(root, 'index.html'))) return { isPage: () => false };
  await app.register(fastifyStatic, {
    root,
    // Built assets carry a hash in their name; the page itself must be asked for each time.
    cacheControl: false,
    setHeaders: (reply, path) => {
      const hashed = relative(root, path).startsWith(`assets${sep}`);
      reply.header('cache-control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
  /** A browser that navigates, as against a program that calls. */
  const isPage = ({ method, headers, url }: FastifyRequest) =>
    method === 'GET' && (headers.accept ?? '').includes('text/html') && doorOf(url) === 'rest';
  return { isPage };
};
