import { AxeBuilder } from '@axe-core/playwright';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { heading, leak, phone, preparePlatform, writeReport } from './support/platform.fixture.ts';

const platform = preparePlatform();

const desk: BrowserContextOptions = { viewport: { width: 1280, height: 860 } };
const wcag = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** Looks at a screen as it stands: rules of WCAG 2.2 AA, width, title, one heading at the top. */
const expectSound = async (page: Page, what: string) => {
  const { violations } = await new AxeBuilder({ page }).withTags(wcag).analyze();
  const found = violations.map(
    ({ id, nodes }) => `${what}: ${id} ${nodes.map(({ html }) => html).join(' | ')}`,
  );
  expect(found).toEqual([]);
  const shape = await page.evaluate(() => ({
    overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    headings: document.querySelectorAll('h1').length,
    title: document.title,
    small: [...document.querySelectorAll('main button, main select, main .button, nav a, summary')]
      .filter((element) => element.getBoundingClientRect().height > 0)
      .filter((element) => element.getBoundingClientRect().height < 43.5)
      .map((element) => element.outerHTML.slice(0, 80)),
  }));
  expect({ what, ...shape }).toEqual({
    what,
    overflow: 0,
    headings: 1,
    title: expect.stringContaining('Property Maintenance'),
    small: [],
  });
  const size = page.viewportSize();
  if (size === null || size.width > 400) return;
  // Text at four times its size on a desk leaves this much width.
  await page.setViewportSize({ ...size, width: 320 });
  const over = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect({ what, over }).toEqual({ what, over: 0 });
  await page.setViewportSize(size);
};

// Colours hang on the theme and places on the width: two looks cover both, and half the time of four.
const variants = [
  ['a phone in the dark', { ...phone, colorScheme: 'dark' }],
  ['a desk in light', { ...desk, colorScheme: 'light' }],
] as const;

test.each(variants)('every screen holds on %s', async (name, options) => {
  const hannah = await platform.clientOf('hannah');
  const { id } = await hannah.homeowner.requests.create.mutate(leak(`Seen on ${name}`));
  await hannah.homeowner.properties.create.mutate({
    label: 'Our house',
    kind: 'house',
    address: leak('').address,
    accessNotes: 'Ring twice',
  });
  const { id: gone } = await hannah.homeowner.requests.create.mutate(
    leak('Averyveryverylongwordthatmaynotfit'.repeat(3)),
  );
  await hannah.homeowner.requests.cancel.mutate({ id: gone, reason: 'It stopped' });

  const stranger = await platform.tab(options);
  await stranger.goto('/');
  await heading(stranger, /Something broken/).waitFor();
  await expectSound(stranger, 'landing');
  await stranger.goto('/requests');
  await heading(stranger, 'Sign in to see this page').waitFor();
  await expectSound(stranger, 'signed out');

  const page = await platform.tabOf('hannah', options);
  await page.getByRole('link', { name: `Seen on ${name}` }).waitFor();
  await expectSound(page, 'list');
  await page.goto('/requests?status=quoting');
  await page.getByText('None of your requests').waitFor();
  await expectSound(page, 'filtered to nothing');
  await page.goto(`/requests/${id}`);
  await page.getByText('You reported this').waitFor();
  await expectSound(page, 'detail');
  await page.getByRole('button', { name: 'Cancel the request' }).click();
  await expectSound(page, 'cancel dialog');
  await page.goto(`/requests/${gone}`);
  await page.getByText('“It stopped”').waitFor();
  await expectSound(page, 'cancelled');
  await page.goto(`/requests/${id}/edit`);
  await page.getByLabel('Title').fill('');
  await page.getByRole('button', { name: 'Save the changes' }).click();
  await page.getByText('One thing needs your attention').waitFor();
  await expectSound(page, 'edit with an error');
  await page.goto(`/requests/${id}/sent`);
  await heading(page, 'Your report has arrived').waitFor();
  await expectSound(page, 'confirmation');
  await page.goto('/properties');
  await page.getByText('Ring twice').first().waitFor();
  await expectSound(page, 'properties');
  await page.goto('/properties/new');
  await page.getByRole('button', { name: 'Save the property' }).click();
  await page.getByText('things need your attention').waitFor();
  await expectSound(page, 'new property with errors');
  await page.goto('/no/such/page');
  await expectSound(page, 'no such page');
  await page.context().setOffline(true);
  await page.getByText('You are offline.').waitFor();
  await expectSound(page, 'offline');
});

test.each(variants)('every step of a report holds on %s', async (name, options) => {
  const page = await platform.tabOf('henry', options);
  await page.getByText('Nothing reported yet').waitFor();
  await expectSound(page, 'empty list');
  await page.emulateMedia({ colorScheme: options.colorScheme === 'dark' ? 'light' : 'dark' });
  await expectSound(page, 'empty list in the other theme');
  await page.emulateMedia({ colorScheme: options.colorScheme });
  await page.goto('/requests/new');
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.locator('label', { hasText: 'Leaks, blocked drains' }).click();
  await page.getByText('shut the main valve').waitFor();
  await expectSound(page, 'what');
  await page.goto('/requests/new?step=details');
  await page.getByRole('button', { name: 'Continue' }).click();
  await expectSound(page, 'details with errors');
  await page.goto('/requests/new?step=place');
  await page.getByRole('button', { name: 'Continue' }).click();
  await expectSound(page, 'place with errors');
  await page.goto('/requests/new');
  await writeReport(page, `On ${name}`);
  await expectSound(page, 'check');
});

test.each(variants)('what can go wrong is told well on %s', async (_name, options) => {
  const contractor = await platform.tabOf('carlos', options);
  await contractor.getByText('You are signed in, but not as a homeowner.').waitFor();
  await expectSound(contractor, 'not allowed');
  await contractor.goto('/requests/new');
  await contractor.getByText('You are signed in, but not as a homeowner.').waitFor();
  await expectSound(contractor, 'not allowed to report');
  await contractor.route('**/assets/properties-screen-*.js*', (route) => route.abort());
  await contractor.reload();
  await contractor.getByRole('link', { name: 'Properties' }).click();
  await heading(contractor, 'This page could not be loaded').waitFor();
  await expectSound(contractor, 'a screen that did not come');

  const behind = await platform.clientOf('hannah');
  const { id, version } = await behind.homeowner.requests.create.mutate(leak('Changed by two'));
  const page = await platform.tabOf('hannah', { ...options, reducedMotion: 'reduce' });
  await page.goto(`/requests/${id}/edit`);
  await page.getByLabel('Title').fill('Changed by me');
  await behind.homeowner.requests.update.mutate({ id, version, title: 'Changed by another' });
  await page.getByRole('button', { name: 'Save the changes' }).click();
  await page.getByText('has changed while you were writing').waitFor();
  await expectSound(page, 'clash');

  await page.route('**/trpc/**', () => {});
  await page.goto('/requests');
  await page.locator('.bone').first().waitFor();
  await expectSound(page, 'skeleton');
  const breath = await page
    .locator('.bone')
    .first()
    .evaluate((bone) => getComputedStyle(bone).animationDuration);
  expect(Number.parseFloat(breath)).toBeLessThan(0.001);
  await page.unrouteAll({ behavior: 'ignoreErrors' });
  await page.route('**/trpc/**', (route) => route.abort());
  await page.reload();
  await page.getByRole('button', { name: 'Try again' }).waitFor();
  await expectSound(page, 'unreachable');
  await page.unrouteAll({ behavior: 'ignoreErrors' });

  await page.goto(`/requests/${id}`);
  await page.getByText('You reported this').waitFor();
  await page.evaluate(() => {
    const key = Object.keys(sessionStorage).find((name) => name.startsWith('pmp.user:')) ?? '';
    const user = JSON.parse(sessionStorage.getItem(key) ?? '{}');
    sessionStorage.setItem(key, JSON.stringify({ ...user, access_token: 'no.longer.good' }));
  });
  await page.getByRole('link', { name: 'Properties' }).click();
  await page.getByText('Your sign-in has ended').first().waitFor();
  await expectSound(page, 'sign-in ended');
});
