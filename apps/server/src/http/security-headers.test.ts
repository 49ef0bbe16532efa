import helmet from '@fastify/helmet';
import fastify from 'fastify';
import { expect, it } from 'vitest';
import { securityHeaders } from './security-headers.ts';

const directives = { 'default-src': ["'none'"], 'img-src': ["'self'", 'data:'] };

it.each([true, false])('are those of helmet (https: %s)', async (https) => {
  const app = fastify();
  await app.register(helmet, { contentSecurityPolicy: { useDefaults: false, directives }, hsts: https });
  app.get('/', () => 'ok');
  const { headers } = await app.inject('/');
  const framing = ['content-type', 'content-length', 'date', 'connection'];
  const sent = Object.fromEntries(Object.entries(headers).filter(([name]) => !framing.includes(name)));
  expect(securityHeaders({ contentSecurityPolicy: directives, https })).toEqual(sent);
  await app.close();
});
