import { expect, test } from 'vitest';
import { bendUser, expectShown, heading, leak, preparePlatform } from './support/platform.fixture.ts';

const platform = preparePlatform();

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

test('a new tab takes over the sign-in of this browser, and the way back does not lead through it', async () => {
  const page = await platform.tabOf('hannah');
  const other = await page.context().newPage();
  await other.goto('/');
  await heading(other, /Something broken at home/).waitFor();
  await other.goto('/properties');
  await heading(other, 'My properties').waitFor();
  await other.getByText('Hannah Berg').first().waitFor();
  await other.goBack();
  await other.waitForURL((url) => url.pathname === '/requests');
  await other.goto('/requests/new');
  const third = await page.context().newPage();
  await third.goto('/requests/new?step=details');
  await third.getByText('Hannah Berg').first().waitFor();
  expect(new URL(third.url()).search).toBe('?step=details');
});

test('signing out ends all tabs of that person, and those that are restored later', async () => {
  const henry = await platform.tabOf('henry');
  const context = henry.context();
  const open = async (address: string) => {
    const tab = await context.newPage();
    await tab.goto(address);
    await tab.getByText('Hannah Berg').first().waitFor();
    return tab;
  };
  const page = await open('/sign-in?login_hint=hannah');
  const other = await open('/requests');
  await other.getByRole('link', { name: 'Linked from a mail' }).waitFor();
  const kept = await other.evaluate(() => JSON.stringify(Object.entries(sessionStorage)));
  expect(kept).toContain('access_token');

  await page.locator('summary').click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await heading(other, 'Sign in to see this page').waitFor();
  expect(await other.locator('body').textContent()).not.toContain('Hannah');
  await heading(page, /Something broken at home/).waitFor();
  const calls: string[] = [];
  other.on('request', (request) => void (request.url().includes('/trpc/') && calls.push(request.url())));
  await other.evaluate((entries: string) => {
    const kept: [string, string][] = JSON.parse(entries);
    for (const [key, value] of kept) sessionStorage.setItem(key, value);
  }, kept);
  await other.reload();
  await heading(other, 'Sign in to see this page').waitFor();
  expect(calls).toEqual([]);
  expect(await other.evaluate(() => JSON.stringify(Object.entries(sessionStorage)))).not.toContain(
    'access_token',
  );

  await henry.reload();
  await expectShown(henry.getByText('Henry Okafor'));
});

test('a sign-out that the issuer has not heard of is not undone by a new tab', async () => {
  const henry = await platform.tabOf('henry');
  const page = await henry.context().newPage();
  await page.goto('/sign-in?login_hint=hannah');
  await page.getByText('Hannah Berg').first().waitFor();
  await page.route('**/oidc/logout*', (route) => route.abort());
  await page.locator('summary').click();
  // Listened for before the click: on a busy machine the request may have gone by the time it returns.
  const asked = page.waitForRequest('**/oidc/logout*');
  await page.getByRole('button', { name: 'Sign out' }).click();
  await asked;
  const other = await henry.context().newPage();
  await other.goto('/requests');
  await heading(other, 'Sign in to see this page').waitFor();
  expect(await other.evaluate(() => JSON.stringify(Object.entries(sessionStorage)))).not.toContain(
    'access_token',
  );
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

test('nor does it end when the file that renews it does not come', async () => {
  const page = await platform.tabOf('hannah');
  await page.route('**/assets/oidc-*.js', (route) => route.abort());
  await page.evaluate(bendUser, { expires_at: 1 });
  await page.reload();
  await expectShown(page.getByText('We can’t reach the server right now'));
  expect(await page.getByText('Your sign-in has ended').count()).toBe(0);
  // This browser does not ask again for a file that failed until the page is loaded anew.
  await page.unroute('**/assets/oidc-*.js');
  await page.reload();
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
