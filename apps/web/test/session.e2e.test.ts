import { expect, test } from 'vitest';
import { expectShown, heading, leak, preparePlatform } from './support/platform.fixture.ts';

const platform = preparePlatform();

/** Bends what the tab keeps of its sign-in. */
const bendUser = (change: { access_token?: string; expires_at?: number; refresh_token?: string }) => {
  const key = Object.keys(sessionStorage).find((name) => name.startsWith('pmp.user:')) ?? '';
  const user = JSON.parse(sessionStorage.getItem(key) ?? '{}');
  sessionStorage.setItem(key, JSON.stringify({ ...user, ...change }));
};

test('a deep link asks for a sign-in and leads back to itself', async () => {
  const hannah = await platform.clientOf('hannah');
  const { id } = await hannah.homeowner.requests.create.mutate(leak('Linked from a mail'));
  const page = await platform.tab();
  await page.goto(`/requests/${id}`);
  await heading(page, 'Sign in to see this page').waitFor();
  await page.getByRole('main').getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('button', { name: /Hannah Berg/ }).click();
  await heading(page, 'Linked from a mail').waitFor();
  expect(new URL(page.url()).pathname).toBe(`/requests/${id}`);
});

test('signing out ends it here and at the issuer', async () => {
  const page = await platform.tabOf('hannah');
  await page.locator('summary').click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await heading(page, /Something broken at home/).waitFor();
  expect(
    await page.evaluate(() => Object.keys(sessionStorage).filter((key) => key.startsWith('pmp.user:'))),
  ).toEqual([]);
  await page.goto('/requests');
  await page.getByRole('main').getByRole('button', { name: 'Sign in' }).click();
  // The issuer asks again: nobody is signed in there any more.
  await page.getByRole('heading', { name: 'Who are you today?' }).waitFor();
});

test('a cancelled sign-in says so and offers another', async () => {
  const page = await platform.tab();
  await page.goto('/');
  await page.getByRole('main').getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('button', { name: 'Cancel and go back' }).click();
  await heading(page, 'You are not signed in').waitFor();
  await expectShown(page.getByRole('button', { name: 'Sign in again' }));
});

test('a token that runs out is renewed without a word', async () => {
  const page = await platform.tabOf('hannah');
  await page.evaluate(bendUser, { expires_at: 1 });
  const renewal = page.waitForResponse((answer) => answer.url().endsWith('/oauth/token'));
  await page.reload();
  expect((await renewal).status()).toBe(200);
  await expectShown(page.getByRole('link', { name: 'Linked from a mail' }));
  expect(await page.getByText('Your sign-in has ended').count()).toBe(0);
});

test('an issuer that is away for a moment does not end the sign-in', async () => {
  const page = await platform.tabOf('hannah');
  await page.route('**/oauth/token', (route) => route.abort());
  await page.evaluate(bendUser, { expires_at: 1 });
  await page.reload();
  await expectShown(page.getByText('We can’t reach the server right now'));
  expect(await page.getByText('Your sign-in has ended').count()).toBe(0);
  await page.unroute('**/oauth/token');
  await page.getByRole('button', { name: 'Try again' }).click();
  await expectShown(page.getByRole('link', { name: 'Linked from a mail' }));
});

test('when the sign-in has ended, it says so, and nothing that was typed is lost', async () => {
  const page = await platform.tabOf('hannah');
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Properties' }).click();
  await page.goto('/properties/new');
  await page.getByLabel('Name').fill('Typed before it ended');
  await page.getByLabel('Street and number').fill('12 Mill Lane');
  await page.getByLabel('City').fill('Riverton');
  await page.getByLabel('Postal code').fill('10001');
  await page.evaluate(bendUser, { access_token: 'no.longer.good', refresh_token: 'nor.this' });
  await page.getByRole('button', { name: 'Save the property' }).click();
  await page.getByText('Your sign-in has ended').first().waitFor();
  expect(await page.getByLabel('Name').inputValue()).toBe('Typed before it ended');
  await page.getByRole('button', { name: 'Sign in again' }).first().click();
  await heading(page, 'Add a property').waitFor();
  expect(await page.getByLabel('Name').inputValue()).toBe('Typed before it ended');
  await page.getByRole('button', { name: 'Save the property' }).click();
  await expectShown(page.getByRole('heading', { name: 'Typed before it ended' }));
});

test('a contractor learns that this part is for homeowners', async () => {
  const page = await platform.tabOf('carlos');
  await page.getByText('You are signed in, but not as a homeowner.').waitFor();
  const told = await page.getByRole('alert').filter({ hasText: 'homeowner' }).textContent();
  expect(told).toContain('Carlos Mendes');
});

test('two people are signed in side by side, each in a tab of their own', async () => {
  const page = await platform.tabOf('hannah');
  const other = await page.context().newPage();
  await other.goto('/sign-in?login_hint=henry');
  await other.getByText('Henry Okafor').first().waitFor();
  await page.reload();
  await page.getByText('Hannah Berg').first().waitFor();
  await expectShown(page.getByRole('link', { name: 'Linked from a mail' }));
});
