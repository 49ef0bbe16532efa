import { chromium as playwright } from 'playwright-core';
import { expect, test } from 'vitest';
import { unpackedChromium } from './chromium/npm-package.ts';
import { findChromium } from './chromium.ts';

const { env } = process;
const log = (line: string) => console.log(line);

async function titleSeenBy(browser: { executablePath: string; env: Record<string, string> }) {
  const running = await playwright.launch({
    executablePath: browser.executablePath,
    env: { ...env, ...browser.env },
  });
  try {
    const page = await running.newPage();
    await page.goto('data:text/html,<title>seen</title><p style="font-family:sans-serif">words</p>');
    return await page.title();
  } finally {
    await running.close();
  }
}

test('the Chromium that is found shows a page', async () => {
  expect(await titleSeenBy(await findChromium({ env, log }))).toBe('seen');
});

test('so does the one that npm brings, with its own libraries and fonts too', async () => {
  const browser = await unpackedChromium({ env, log });
  const hasBuild = process.platform === 'linux' && process.arch === 'x64';
  expect(browser !== undefined).toBe(hasBuild);
  if (!browser) return;
  expect(await titleSeenBy(browser)).toBe('seen');
  const home = browser.executablePath.replace(/\/chromium$/, '');
  const own = { LD_LIBRARY_PATH: `${home}/al2023/lib`, FONTCONFIG_PATH: `${home}/fonts` };
  expect(await titleSeenBy({ ...browser, env: own })).toBe('seen');
});
