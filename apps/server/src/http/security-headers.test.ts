import helmet from '@fastify/helmet';
import fastify from 'fastify';
import { describe, expect, it } from 'vitest';
import { dataHeaders, pageHeaders } from './security-headers.ts';

const directives = { 'default-src': ["'none'"], 'img-src': ["'self'", 'data:'] };

/** What helmet sends, with the policy that is given. */
const sentByHelmet = async (policy: Record<string, string[]>, https: boolean) => {
  const app = fastify();
  await app.register(helmet, {
    contentSecurityPolicy: { useDefaults: false, directives: policy },
    hsts: https,
  });
  app.get('/', () => 'ok');
  const { headers } = await app.inject('/');
  const framing = ['content-type', 'content-length', 'date', 'connection'];
  await app.close();
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !framing.includes(name)));
};

describe.each([true, false])('https: %s', (https) => {
  it('gives pages what helmet gives them', async () => {
    expect(pageHeaders({ contentSecurityPolicy: directives, https })).toEqual(
      await sentByHelmet(directives, https),
    );
  });

  it('gives data those of them that are not about documents', async () => {
    const strictest = { 'default-src': ["'none'"], 'frame-ancestors': ["'none'"] };
    const data = dataHeaders({ https });
    expect(await sentByHelmet(strictest, https)).toMatchObject(data);
    expect(Object.keys(data)).toEqual([
      'content-security-policy',
      'cross-origin-resource-policy',
      'referrer-policy',
      ...(https ? ['strict-transport-security'] : []),
      'x-content-type-options',
    ]);
  });
});
