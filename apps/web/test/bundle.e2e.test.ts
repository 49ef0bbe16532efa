import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import type { Response } from 'playwright-core';
import { expect, test } from 'vitest';
import { preparePlatform } from './support/platform.fixture.ts';

const platform = preparePlatform();

const budget = 180_000;
const aim = 145_000;

test('the first load of a signed-in homeowner stays within its budget', async () => {
  const page = await platform.tabOf('hannah');
  await page.getByText('Nothing reported yet').waitFor();
  const client = await page.context().newCDPSession(page);
  await client.send('Network.setCacheDisabled', { cacheDisabled: true });
  const scripts: Response[] = [];
  page.on('response', (answer) => {
    if (answer.request().resourceType() === 'script') scripts.push(answer);
  });
  await page.reload();
  await page.getByText('Nothing reported yet').waitFor();
  const sizes = await Promise.all(scripts.map(async (script) => gzipSync(await script.body()).length));
  const total = sizes.reduce((sum, size) => sum + size, 0);
  expect(scripts.length).toBeGreaterThan(2);
  expect(total).toBeGreaterThan(50_000);
  expect(total, `${scripts.length} scripts`).toBeLessThan(aim);
});

test('so does the whole of a first visit: the sign-in and then the list', async () => {
  const page = await platform.tab();
  const sizes = new Map<string, Promise<number>>();
  page.on('response', (answer) => {
    const ours = answer.url().startsWith(platform.stack.url);
    if (ours && answer.request().resourceType() === 'script') {
      sizes.set(
        answer.url(),
        answer
          .body()
          .then((body) => gzipSync(body).length)
          .catch(() => 0),
      );
    }
  });
  await page.goto('/');
  await page.getByRole('main').getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('button', { name: /Hannah Berg/ }).click();
  await page.getByText('Nothing reported yet').waitFor();
  const all = await Promise.all(sizes.values());
  expect(all.every((size) => size > 0)).toBe(true);
  expect(all.reduce((sum, size) => sum + size, 0)).toBeLessThan(budget);
});

test('nothing of the server is in the bundle', async () => {
  const file = fileURLToPath(new URL('../bundle-modules.json', import.meta.url));
  const modules: unknown = JSON.parse(await readFile(file, 'utf8'));
  if (!Array.isArray(modules)) throw new Error('bundle-modules.json is not a list');
  expect(modules.length).toBeGreaterThan(100);
  expect(modules).toContain('src/main.tsx');
  const server =
    /(^|[\\/])(packages[\\/](api|devkit)|apps[\\/](server|cli))[\\/]|node_modules[\\/](mongodb|bson|fastify|jose|h3-js|oidc-provider)[\\/]|^node:|__vite-browser-external/;
  expect(modules.filter((id) => server.test(String(id)))).toEqual([]);
  // zod whole would be four times as large.
  expect(modules.filter((id) => /zod[\\/]v4[\\/](classic|locales)[\\/]/.test(String(id)))).toEqual([]);
});
