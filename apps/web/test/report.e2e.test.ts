import { expect, test } from 'vitest';
import {
  bendUser,
  expectShown,
  focused,
  heading,
  patient,
  preparePlatform,
  writeReport,
} from './support/platform.fixture.ts';

const platform = preparePlatform();

test('a homeowner reports, reloads, and finds the report again', async () => {
  const page = await platform.tabOf('hannah');
  await page.getByRole('link', { name: 'Report your first problem' }).click();
  await writeReport(page, 'Kitchen tap drips');
  await page.getByRole('button', { name: 'Send the report' }).click();
  await expectShown(heading(page, 'Your report has arrived'));
  const number = await page.getByText(/^PM-/).textContent();
  expect(number).toMatch(/^PM-[0-9A-HJKMNP-TV-Z]{8}$/);

  await page.reload();
  await page.getByText(number ?? '').waitFor();
  await page.getByRole('link', { name: 'See the request' }).click();
  await page.getByText('You reported this').waitFor();
  await page.reload();
  await heading(page, 'Kitchen tap drips').waitFor();

  await page.goto('/requests');
  const slip = page.getByRole('listitem').filter({ hasText: 'Kitchen tap drips' });
  await slip.waitFor();
  const text = await slip.textContent();
  for (const part of [
    number,
    'Plumbing',
    'Reported',
    'Normal priority',
    '12 Mill Lane, Riverton',
    'Next, contractors',
  ]) {
    expect(text).toContain(part);
  }
});

test('what is missing is named, and the summary leads to the field', async () => {
  const page = await platform.tabOf('hannah');
  await page.goto('/requests/new');
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect.poll(() => focused(page), patient).toContain('One thing needs your attention');
  await page.locator('label', { hasText: 'Leaks, blocked drains' }).click();
  await page.getByText('shut the main valve').waitFor();
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByLabel('Title').fill('ab');
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('link', { name: 'Title: use at least 3 characters' }).click();
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('field-title');
  expect(await page.getByLabel('Title').getAttribute('aria-invalid')).toBe('true');
});

test('the server’s own word about a field stands beside that field', async () => {
  const page = await platform.tabOf('hannah');
  await page.goto('/requests/new');
  await writeReport(page, 'Refused by the server');
  // A category that the page took from an old catalogue.
  await page.evaluate(() => {
    const key = Object.keys(localStorage).find((name) => name.endsWith('.report')) ?? '';
    const draft = JSON.parse(localStorage.getItem(key) ?? '{}');
    localStorage.setItem(key, JSON.stringify({ ...draft, category: 'gone-since' }));
  });
  await page.reload();
  await page.getByRole('button', { name: 'Send the report' }).click();
  await heading(page, 'What is it about?').waitFor();
  await expectShown(page.getByRole('link', { name: /^Kind of problem: / }));
});

test('the way back from the receipt leads to the list, not into an empty report', async () => {
  const page = await platform.tabOf('hannah');
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Report' }).click();
  await writeReport(page, 'Sent and left');
  await page.getByRole('button', { name: 'Send the report' }).click();
  await heading(page, 'Your report has arrived').waitFor();
  await page.goBack();
  await heading(page, 'My requests').waitFor();
  await expectShown(page.getByRole('link', { name: 'Sent and left' }));
  expect(new URL(page.url()).pathname).toBe('/requests');
  await page.goForward();
  await expectShown(heading(page, 'Your report has arrived'));
  // What is begun next has its own way back.
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Report' }).click();
  await writeReport(page, 'Written after it');
  await page.goBack();
  await heading(page, 'Where is it?').waitFor();
  expect(await page.getByLabel('Street and number').inputValue()).toBe('12 Mill Lane');
});

test('two clicks send one report', async () => {
  const page = await platform.tabOf('hannah');
  await page.goto('/requests/new');
  await writeReport(page, 'Clicked twice');
  const sent: string[] = [];
  page.on('request', (request) => {
    if (request.url().includes('homeowner.requests.create')) sent.push(request.url());
  });
  // Both within one task, before anything can be drawn.
  await page.getByRole('button', { name: 'Send the report' }).evaluate((button) => {
    if (!(button instanceof HTMLElement)) throw new Error('not a button');
    button.click();
    button.click();
  });
  await heading(page, 'Your report has arrived').waitFor();
  expect(sent.map((url) => url.split('homeowner.requests.create').length - 1)).toEqual([1]);
});

test('who may not report learns it before they have written anything', async () => {
  const page = await platform.tabOf('carlos');
  await page.goto('/requests/new');
  await page.getByText('You are signed in, but not as a homeowner.').waitFor();
  expect(await page.getByRole('button', { name: 'Continue' }).count()).toBe(0);
});

test('a draft survives a reload and a sign-in, and is sent once signed in', async () => {
  const page = await platform.tab();
  await page.goto('/');
  await page.getByRole('link', { name: 'Report a problem' }).click();
  await writeReport(page, 'Written before signing in');
  await page.reload();
  await page.getByText('Written before signing in').waitFor();
  await page.getByRole('button', { name: 'Sign in and continue' }).click();
  await page.getByRole('button', { name: /Henry Okafor/ }).click();
  await heading(page, 'Check your report').waitFor();
  await page.getByRole('button', { name: 'Send the report' }).click();
  await expectShown(heading(page, 'Your report has arrived'));

  const henry = await platform.clientOf('henry');
  const { items } = await henry.homeowner.requests.list.query({});
  expect(items.map(({ title }) => title)).toEqual(['Written before signing in']);
  // Sent is sent: the next report begins empty.
  await page.goto('/requests/new?step=details');
  expect(await page.getByLabel('Title').inputValue()).toBe('');
});

test('a report written before signing in does not cost what that person had begun themselves', async () => {
  const page = await platform.tabOf('henry');
  const report = page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Report' });
  await page.goto('/requests/new?step=details');
  await page.getByLabel('Title').fill('Half written at home');
  await page.locator('summary').click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await heading(page, /Something broken at home/).waitFor();
  await page.goto('/requests/new');
  await writeReport(page, 'Written on the stairs');
  await page.getByRole('button', { name: 'Sign in and continue' }).click();
  await page.getByRole('button', { name: /Henry Okafor/ }).click();
  await heading(page, 'Check your report').waitFor();
  await expectShown(page.getByText('Written on the stairs'));
  await page.getByRole('button', { name: 'Change place' }).click();
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('button', { name: 'Send the report' }).click();
  await heading(page, 'Your report has arrived').waitFor();
  // The way back is not the place to begin: it leads to the list, as ever.
  await page.goBack();
  await heading(page, 'My requests').waitFor();
  await report.click();
  await page.locator('label', { hasText: 'Leaks, blocked drains' }).click();
  await page.getByRole('button', { name: 'Continue' }).click();
  expect(await page.getByLabel('Title').inputValue()).toBe('Half written at home');
});

test('an answer that is lost on the way does not make two reports of one', async () => {
  const page = await platform.tabOf('henry');
  await page.goto('/requests/new');
  await writeReport(page, 'Sent on a bad line');
  let sent = 0;
  await page.route('**/trpc/homeowner.requests.create*', async (route) => {
    sent += 1;
    if (sent > 4) return route.continue();
    await route.fetch();
    await route.abort();
  });
  await page.getByRole('button', { name: 'Send the report' }).click();
  await page.getByText('We can’t reach the server right now').waitFor();
  await page.reload();
  await page.getByRole('button', { name: 'Send the report' }).click();
  await expectShown(heading(page, 'Your report has arrived'));
  expect(sent).toBe(5);
  const henry = await platform.clientOf('henry');
  const { items } = await henry.homeowner.requests.list.query({});
  expect(items.filter(({ title }) => title === 'Sent on a bad line')).toHaveLength(1);
});

test('offline, the report waits and goes by itself when the connection is back', async () => {
  const page = await platform.tabOf('henry');
  await page.goto('/requests/new');
  await writeReport(page, 'Written in the cellar');
  await page.context().setOffline(true);
  await page.getByText('You are offline, so it can’t be sent right now').waitFor();
  await page.getByRole('button', { name: 'Send when back online' }).click();
  await page.getByText('It is sent as soon as you are back online').waitFor();
  await page.context().setOffline(false);
  await expectShown(heading(page, 'Your report has arrived'));
});

test.each([
  ['server', '**/trpc/homeowner.requests.create*'],
  ['issuer', '**/oauth/token'],
])('back online before the %s is, the report still goes by itself', async (what, address) => {
  const page = await platform.tab();
  await page.clock.install();
  await page.goto('/sign-in?login_hint=henry');
  await heading(page, 'My requests').waitFor();
  await page.goto('/requests/new');
  await writeReport(page, `Sent before the ${what} was back`);
  await page.context().setOffline(true);
  await page.getByRole('button', { name: 'Send when back online' }).click();
  if (what === 'issuer') await page.evaluate(bendUser, { expires_at: 1 });
  let away = true;
  let asked = 0;
  await page.route(address, (route) => {
    asked += 1;
    return away ? route.abort() : route.continue();
  });
  await page.context().setOffline(false);
  await page.getByText('We can’t reach the server yet.').waitFor();
  expect(await page.getByText('We can’t reach the server right now').count()).toBe(0);
  const atFirst = asked;
  await page.clock.fastForward(10_000);
  await expect.poll(() => asked, patient).toBeGreaterThan(atFirst);
  // Given up for now: the button offers to send again.
  await page.getByRole('button', { name: 'Send the report' }).waitFor();
  away = false;
  await page.clock.fastForward(20_000);
  await expectShown(heading(page, 'Your report has arrived'));
});

test('a report can be begun in a place without a connection', async () => {
  const page = await platform.tab();
  // Listened for before the page opens: it may have fetched the screen ahead by the time the list stands.
  const fetchedAhead = page.waitForResponse((answer) => answer.url().includes('report-screen'));
  await page.goto('/sign-in?login_hint=henry');
  await heading(page, 'My requests').waitFor();
  await fetchedAhead;
  await page.waitForLoadState('networkidle');
  await page.context().setOffline(true);
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Report' }).click();
  await writeReport(page, 'Begun underground');
  await expectShown(page.getByRole('button', { name: 'Send when back online' }));
  await page.context().setOffline(false);
  await page.reload();
  await expectShown(page.getByText('Begun underground'));
});

test('the device’s location is asked for on a tap only, and goes with the report', async () => {
  const page = await platform.tabOf('henry');
  const context = page.context();
  await page.goto('/requests/new');
  await writeReport(page, 'By the old bridge');
  await page.getByRole('button', { name: 'Change place' }).click();
  await page.getByRole('button', { name: 'Use my location' }).click();
  await expectShown(page.getByText('Your device did not give its location. The address is enough.'));
  await context.grantPermissions(['geolocation']);
  await context.setGeolocation({ latitude: 52.123_456_78, longitude: 4.5 });
  await page.getByRole('button', { name: 'Use my location' }).click();
  await page.getByText('Location added').waitFor();
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByText('With your device’s location').waitFor();
  await page.getByRole('button', { name: 'Send the report' }).click();
  await heading(page, 'Your report has arrived').waitFor();
  const henry = await platform.clientOf('henry');
  const { items } = await henry.homeowner.requests.list.query({});
  expect(items[0]?.place).toMatchObject({ point: { lat: 52.123_457, lon: 4.5 }, precision: 'device' });
});
