import { expect, test } from 'vitest';
import { expectShown, heading, leak, preparePlatform } from './support/platform.fixture.ts';

const platform = preparePlatform();

test('an empty list says why and offers the one next action', async () => {
  const page = await platform.tabOf('henry');
  await expectShown(page.getByRole('heading', { name: 'Nothing reported yet' }));
  await page.getByRole('link', { name: 'Report your first problem' }).click();
  await expectShown(heading(page, 'What is it about?'));
});

test('a slow list draws its shape first', async () => {
  const page = await platform.tabOf('hannah');
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route('**/trpc/**', async (route) => {
    await held;
    await route.continue();
  });
  await page.reload();
  await page.getByText('Loading your requests').waitFor();
  expect(await page.locator('.bone').count()).toBeGreaterThan(3);
  release();
  await expectShown(page.getByRole('heading', { name: 'Nothing reported yet' }));
  expect(await page.locator('.bone').count()).toBe(0);
});

test('a fault on the server’s side is told plainly, with what to quote and a way to try again', async () => {
  const page = await platform.tabOf('hannah');
  await page.route('**/trpc/**', (route) =>
    route.fulfill({
      status: 500,
      contentType: 'application/json',
      body: JSON.stringify(
        Array.from({ length: 5 }, () => ({
          error: {
            json: {
              code: -32603,
              message: 'Something went wrong on our side',
              data: {
                code: 'INTERNAL_SERVER_ERROR',
                httpStatus: 500,
                path: 'homeowner.requests.list',
                appCode: 'internal',
                requestId: 'req-4711',
              },
            },
          },
        })),
      ),
    }),
  );
  await page.reload();
  await page.getByText('Something went wrong on our side').waitFor();
  await page.getByText('req-4711').waitFor();
  await page.unroute('**/trpc/**');
  await page.getByRole('button', { name: 'Try again' }).click();
  await expectShown(page.getByRole('heading', { name: 'Nothing reported yet' }));
});

test('a server that does not answer is told apart from one that refuses', async () => {
  const page = await platform.tabOf('hannah');
  await page.route('**/trpc/**', (route) => route.abort());
  await page.reload();
  await expectShown(page.getByText('We can’t reach the server right now'));
});

test('offline, what was read stays, with its age, and what would be lost is not offered', async () => {
  const hannah = await platform.clientOf('hannah');
  const { id } = await hannah.homeowner.requests.create.mutate(leak('Read before the tunnel'));
  const page = await platform.tabOf('hannah');
  await page.getByRole('link', { name: 'Read before the tunnel' }).click();
  await page.getByText('You reported this').waitFor();
  await page.context().setOffline(true);
  await page.getByText('You are offline.').waitFor();
  await page.getByText(/Last updated at \d/).waitFor();
  await page.getByRole('button', { name: 'Cancel the request' }).click({ force: true });
  expect(await page.getByRole('dialog').count()).toBe(0);
  await page.getByText('Cancelling needs a connection').waitFor();
  await page.getByRole('link', { name: 'My requests' }).first().click();
  await page.getByRole('link', { name: 'Read before the tunnel' }).waitFor();
  await page.context().setOffline(false);
  await page.getByText('You are offline.').waitFor({ state: 'detached' });
  expect(id).toHaveLength(24);
});

test('a screen whose file does not come is told inside the shell, and the page stays', async () => {
  const hannah = await platform.clientOf('hannah');
  const { id } = await hannah.homeowner.requests.create.mutate(leak('Opened in the tunnel'));
  const page = await platform.tab();
  await page.route('**/assets/request-screen-*.js*', (route) => route.abort());
  await page.goto('/sign-in?login_hint=hannah');
  await page.getByRole('link', { name: 'Opened in the tunnel' }).waitFor();
  await page.evaluate(() => Reflect.set(window, 'sameDocument', true));
  await page.context().setOffline(true);
  await page.getByRole('link', { name: 'Opened in the tunnel' }).click();
  await heading(page, 'This page could not be loaded').waitFor();
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByText('It still can’t be loaded').waitFor();
  expect(new URL(page.url()).pathname).toBe(`/requests/${id}`);
  // The rest of the app is there, and the list with it.
  await page.getByRole('link', { name: 'My requests' }).first().click();
  await page.getByRole('link', { name: 'Opened in the tunnel' }).click();
  await heading(page, 'This page could not be loaded').waitFor();
  await page.unroute('**/assets/request-screen-*.js*');
  await page.context().setOffline(false);
  await heading(page, 'Opened in the tunnel').waitFor();
  expect(await page.evaluate(() => Reflect.get(window, 'sameDocument'))).toBe(true);
});

test('a screen that the server has no more is fetched anew on request', async () => {
  const page = await platform.tab();
  let gone = true;
  await page.route('**/assets/properties-screen-*.js*', (route) =>
    gone ? route.fulfill({ status: 404 }) : route.continue(),
  );
  await page.goto('/sign-in?login_hint=henry');
  await page.getByRole('heading', { name: 'Nothing reported yet' }).waitFor();
  await page.getByRole('link', { name: 'Properties' }).click();
  await heading(page, 'This page could not be loaded').waitFor();
  // It stays away until the button has asked whether the server is there; else the page might mend itself before.
  page.on('request', (request) => {
    if (request.url().endsWith('/config.json')) gone = false;
  });
  await page.getByRole('button', { name: 'Try again' }).click();
  await expectShown(page.getByRole('link', { name: 'Add your first property' }));
});

test('what no screen knows in an address is passed over', async () => {
  const hannah = await platform.clientOf('hannah');
  await hannah.homeowner.requests.create.mutate(leak('Found in any case'));
  const page = await platform.tabOf('hannah');
  await page.goto('/requests?status=bogus');
  await expectShown(page.getByRole('link', { name: 'Found in any case' }));
  await page.goto('/requests?status=quoting&status=closed');
  await expectShown(page.getByRole('link', { name: 'Found in any case' }));
  await page.goto('/requests/new?step=zzz');
  await expectShown(page.getByText('step 1 of 4'));
});

test('the theme that was chosen holds before the page is drawn', async () => {
  const page = await platform.tab({ colorScheme: 'light' });
  await page.goto('/');
  const paper = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  const light = await paper();
  await page.getByLabel('Dark').check();
  const dark = await paper();
  expect(dark).not.toBe(light);
  // What the page looks like when its body begins, long before the app runs.
  await page.addInitScript(() => {
    new MutationObserver((_, observer) => {
      if (!document.body) return;
      document.documentElement.dataset['first'] = getComputedStyle(document.documentElement).colorScheme;
      observer.disconnect();
    }).observe(document, { childList: true, subtree: true });
  });
  await page.reload();
  expect(await paper()).toBe(dark);
  expect(await page.evaluate(() => document.documentElement.dataset['first'])).toBe('dark');
  await page.getByLabel('System').check();
  expect(await paper()).toBe(light);
});
