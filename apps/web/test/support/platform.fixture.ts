import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPmpClient, type PmpClient } from '@pmp/client';
import { findChromium } from '@pmp/devkit/chromium';
import { requestToken } from '@pmp/devkit/issuer/request-token';
import { findPersona } from '@pmp/devkit/personas';
import { type Stack, startStack } from '@pmp/devkit/stack/start-stack';
import { type Browser, type BrowserContextOptions, chromium, type Locator, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished } from 'vitest';

const log = (line: string): void => void process.stderr.write(`${line}\n`);

/** For `expect.poll`, whose own second is too short on a busy machine. */
export const patient = { timeout: 15_000 };

export const phone: BrowserContextOptions = { viewport: { width: 360, height: 740 }, hasTouch: true };

export interface Platform {
  stack: Stack;
  issuerUrl: string;
  /** A tab of its own. What it asks of any origin but the platform's and the issuer's fails the test. */
  tab(options?: BrowserContextOptions): Promise<Page>;
  /** A tab in which that person is signed in and sees their list. */
  tabOf(person: string, options?: BrowserContextOptions): Promise<Page>;
  /** The same platform without a browser, to prepare or to change something behind a page's back. */
  clientOf(person: string): Promise<PmpClient>;
}

/** The whole platform, built web included, and a real Chromium, for all tests of a file. */
export const preparePlatform = (): Platform => {
  let stack: Stack | undefined;
  let browser: Browser | undefined;
  let dataDir: string | undefined;

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'pmp-web-'));
    const found = await findChromium({ env: process.env, log });
    stack = await startStack({ dataDir, port: 0, env: process.env });
    browser = await chromium.launch({
      executablePath: found.executablePath,
      env: { ...definedOnly(process.env), ...found.env },
    });
  });
  afterAll(async () => {
    await browser?.close();
    await stack?.stop();
    if (dataDir !== undefined) await rm(dataDir, { recursive: true, force: true, maxRetries: 3 });
  });

  const platform: Platform = {
    get stack() {
      if (!stack) throw new Error('the platform is not up yet');
      return stack;
    },
    get issuerUrl() {
      const { issuer } = platform.stack;
      if (!issuer) throw new Error('the stack has no local issuer');
      return issuer.url;
    },
    tab: async (options = {}) => {
      if (!browser) throw new Error('the browser is not up yet');
      const { url } = platform.stack;
      const issuer = new URL(platform.issuerUrl).origin;
      const context = await browser.newContext({ baseURL: url, locale: 'en-GB', ...options });
      const strangers: string[] = [];
      const faults: string[] = [];
      context.on('request', (request) => {
        const { origin, protocol } = new URL(request.url());
        const known = [url, issuer].includes(origin);
        if (!known && protocol !== 'data:' && protocol !== 'blob:') strangers.push(request.url());
      });
      context.on('weberror', (error) => faults.push(error.error().message));
      onTestFinished(async () => {
        await context.close();
        expect(strangers, 'requests to strangers').toEqual([]);
        expect(faults, 'errors that nobody caught').toEqual([]);
      });
      const page = await context.newPage();
      page.setDefaultTimeout(15_000);
      return page;
    },
    tabOf: async (person, options) => {
      const page = await platform.tab(options);
      await page.goto(`/sign-in?login_hint=${person}`);
      await page.getByRole('heading', { level: 1, name: 'My requests' }).waitFor();
      return page;
    },
    clientOf: async (person) => {
      const found = findPersona(person);
      if (!found) throw new Error(`there is no persona ${person}`);
      const { accessToken } = await requestToken(platform.issuerUrl, found);
      return createPmpClient({ url: platform.stack.url, getToken: () => accessToken });
    },
  };
  return platform;
};

const definedOnly = (env: NodeJS.ProcessEnv): Record<string, string> =>
  Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );

/** A report as somebody would write it, told apart by its title. */
export const leak = (title: string) => ({
  title,
  description: 'One drop a second since Monday.\nThe cupboard below is wet.',
  category: 'plumbing',
  address: { line1: '12 Mill Lane', city: 'Riverton', postalCode: '10001' },
});

/** Fills in the report form up to its last page. */
export const writeReport = async (page: Page, title: string): Promise<void> => {
  await page.locator('label', { hasText: 'Leaks, blocked drains' }).click();
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByLabel('Title').fill(title);
  await page.getByLabel('Description').fill(leak(title).description);
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByLabel('Street and number').fill('12 Mill Lane');
  await page.getByLabel('City').fill('Riverton');
  await page.getByLabel('Postal code').fill('10001');
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('heading', { level: 1, name: 'Check your report' }).waitFor();
};

export const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name });

/** The text of what has the focus. */
export const focused = (page: Page): Promise<string> =>
  page.evaluate(() => (document.activeElement?.textContent ?? '').trim());

/** Waits until it is there to be seen. */
export const expectShown = async (what: Locator): Promise<void> => {
  await what.first().waitFor();
  expect(await what.first().isVisible()).toBe(true);
};

/** Bends what the tab keeps of its sign-in; for `page.evaluate`. */
export const bendUser = (change: { access_token?: string; expires_at?: number; refresh_token?: string }) => {
  const key = Object.keys(sessionStorage).find((name) => name.startsWith('pmp.user:')) ?? '';
  const user = JSON.parse(sessionStorage.getItem(key) ?? '{}');
  sessionStorage.setItem(key, JSON.stringify({ ...user, ...change }));
};
