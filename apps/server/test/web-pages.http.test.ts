import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestServer, type TestServer } from './support/start-test-server.ts';

let server: TestServer;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pmp-web-'));
  // Wherever the build lies, what is above it says nothing about it.
  const webRoot = join(folder, 'assets', 'web');
  await mkdir(join(webRoot, 'assets'), { recursive: true });
  await writeFile(join(webRoot, 'index.html'), '<title>The web app</title>');
  await writeFile(join(webRoot, 'assets', 'index-B1a2c3.js'), 'export {};');
  server = await startTestServer({ webRoot, listen: true });
});
afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});

/** As a browser that navigates, or as a program that calls. */
const ask = (url: string, accept = 'text/html,*/*') => fetch(server.url + url, { headers: { accept } });

test.each(['/', '/requests/42', '/trpcs'])('a browser that goes to %s gets the web app', async (url) => {
  const reply = await ask(url);
  expect(reply.status).toBe(200);
  expect(await reply.text()).toContain('The web app');
  expect(reply.headers.get('x-frame-options')).toBe('SAMEORIGIN');
});

test.each([
  ['/', 'no-cache'],
  ['/index.html', 'no-cache'],
  ['/requests/42', 'no-cache'],
  ['/assets/index-B1a2c3.js', 'public, max-age=31536000, immutable'],
])('%s may be kept: %s', async (url, cacheControl) => {
  const reply = await ask(url);
  expect([reply.status, reply.headers.get('cache-control')]).toEqual([200, cacheControl]);
});

test.each(['/trpc', '/trpc/a/b', '/%74rpc', '/%74rpc/a/b'])('but never a page at %s', async (url) => {
  const reply = await ask(url);
  expect(reply.status).toBe(404);
  expect(await reply.json()).toHaveProperty('error');
});

test('a program that asks for what is not there is told so', async () => {
  const reply = await ask('/requests/42', 'application/json');
  expect(reply.status).toBe(404);
  expect(await reply.json()).toEqual({ detail: 'Not Found' });
});
