import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPmpClient } from '@pmp/client';
import { findChromium } from '@pmp/devkit/chromium';
import { requestToken } from '@pmp/devkit/issuer/request-token';
import { persona } from '@pmp/devkit/personas';
import { type Stack, startStack } from '@pmp/devkit/stack/start-stack';
import { type Browser, chromium } from 'playwright-core';
import { build, type Rolldown } from 'vite';
import { afterAll, beforeAll, expect, test } from 'vitest';

/** A page of another team: the client package, bundled for the browser. */
const bundle = async () => {
  const result = await build({
    root: import.meta.dirname,
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      lib: { entry: join(import.meta.dirname, 'page.ts'), formats: ['es'], fileName: 'page' },
    },
  });
  const output = (Array.isArray(result) ? result : [result]) as Rolldown.RolldownOutput[];
  const chunk = output[0]?.output[0];
  if (!chunk) throw new Error('nothing was bundled');
  return chunk.code;
};

const servePage = async (code: string): Promise<Server> => {
  const server = createServer((request, response) => {
    const isScript = request.url === '/page.js';
    response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html');
    response.end(
      isScript
        ? code
        : '<!doctype html><title>another page</title><script type="module" src="/page.js"></script>',
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
};

const originOf = (server: Server) => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

let dataDir: string;
let stack: Stack;
let browser: Browser;
let token: string;
let pages: Server[] = [];

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'pmp-second-origin-'));
  const code = await bundle();
  pages = [await servePage(code), await servePage(code)];
  const allowed = originOf(pages[0] as Server);
  stack = await startStack({ dataDir, port: 0, env: { ...process.env, PMP_CORS_ORIGINS: allowed } });
  token = (await requestToken(stack.issuerUrl, persona('homeowner'))).accessToken;
  await createPmpClient({ url: stack.url, getToken: () => token }).homeowner.requests.create.mutate({
    title: 'Seen from elsewhere',
    description: 'A request.',
    category: 'plumbing',
    address: { line1: '1 Dock Road', city: 'Riverton', postalCode: '55102' },
  });
  const found = await findChromium({ env: process.env, log: () => {} });
  browser = await chromium.launch({
    executablePath: found.executablePath,
    env: { ...process.env, ...found.env },
  });
});

afterAll(async () => {
  await browser?.close();
  await stack?.stop();
  for (const page of pages) page.close();
  await rm(dataDir, { recursive: true, force: true });
});

/** Opens the page of `server` and calls from it; answers what came back and which requests went to the platform. */
const callFrom = async (server: Server) => {
  const page = await browser.newPage();
  const posts: string[] = [];
  page.on('request', (request) => {
    if (request.url().startsWith(stack.url) && request.method() !== 'OPTIONS') posts.push(request.url());
  });
  await page.goto(originOf(server));
  await page.waitForFunction(() => 'callTogether' in window);
  const outcome = await page.evaluate(
    ([url, bearer]) =>
      window.callTogether(url, bearer).then(
        (value) => ({ value, failed: false }),
        (error: unknown) => ({ value: String(error), failed: true }),
      ),
    [stack.url, token] as const,
  );
  await page.close();
  return { outcome, posts };
};

test('a page of an allowed origin calls with batching', async () => {
  const { outcome, posts } = await callFrom(pages[0] as Server);
  expect(outcome).toEqual({ failed: false, value: { categories: 12, titles: ['Seen from elsewhere'] } });
  expect(posts).toHaveLength(1);
  expect(posts[0]).toContain('/trpc/public.categories.list,homeowner.requests.list?batch=1');
});

test('a page of another origin gets no reply to read', async () => {
  const { outcome } = await callFrom(pages[1] as Server);
  expect(outcome.failed).toBe(true);
});
