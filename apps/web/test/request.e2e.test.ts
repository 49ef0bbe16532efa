import { expect, test } from 'vitest';
import { focused, heading, leak, patient, preparePlatform } from './support/platform.fixture.ts';

const platform = preparePlatform();

/** A request of hers, made behind the browser's back. */
const reported = async (title: string) => {
  const hannah = await platform.clientOf('hannah');
  return hannah.homeowner.requests.create.mutate(leak(title));
};

test('a request is changed, and its history says what', async () => {
  const { id } = await reported('Tap drips');
  const page = await platform.tabOf('hannah');
  await page.goto(`/requests/${id}`);
  await page.getByRole('link', { name: 'Change it' }).click();
  await page.getByLabel('Title').fill('Tap leaks');
  await page.getByLabel('Urgent').check();
  await page.reload();
  expect(await page.getByLabel('Title').inputValue()).toBe('Tap leaks');
  await page.getByRole('button', { name: 'Save the changes' }).click();
  await heading(page, 'Tap leaks').waitFor();
  await page.getByText('You changed the title and priority').waitFor();
  await page.reload();
  await page.getByText('Urgent · It gets worse by the hour').waitFor();
});

test('a change made elsewhere meanwhile is shown beside one’s own, and nothing is overwritten unseen', async () => {
  const { id, version } = await reported('Door sticks');
  const page = await platform.tabOf('hannah');
  await page.goto(`/requests/${id}/edit`);
  await page.getByLabel('Title').fill('Front door sticks');
  await page.getByLabel('High').check();
  const hannah = await platform.clientOf('hannah');
  await hannah.homeowner.requests.update.mutate({
    id,
    version,
    title: 'Back door sticks',
    category: 'other',
  });

  await page.getByRole('button', { name: 'Save the changes' }).click();
  await expect.poll(() => focused(page), patient).toContain('has changed while you were writing');
  const clash = page.getByRole('group', { name: 'Title' });
  await clash.getByText('Front door sticks').waitFor();
  await clash.getByLabel(/Saved meanwhile/).check();
  expect(await page.getByLabel('Title', { exact: true }).inputValue()).toBe('Back door sticks');
  await page.getByRole('button', { name: 'Save the changes' }).click();
  await heading(page, 'Back door sticks').waitFor();
  const { title, category, priority } = await hannah.homeowner.requests.get.query({ id });
  expect({ title, category, priority }).toEqual({
    title: 'Back door sticks',
    category: 'other',
    priority: 'high',
  });
});

test('cancelling is asked twice, keeps its reason, and gives the focus back', async () => {
  const { id } = await reported('Reported by mistake');
  const page = await platform.tabOf('hannah');
  await page.goto(`/requests/${id}`);
  const opener = page.getByRole('button', { name: 'Cancel the request' });
  await opener.click();
  await page.getByRole('dialog', { name: 'Cancel this request?' }).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  expect(await focused(page)).toBe('Cancel the request');

  await opener.click();
  await page.getByLabel('Reason (optional)').fill('no');
  await page.getByRole('button', { name: 'Yes, cancel it' }).click();
  await page.getByRole('dialog').getByRole('alert').waitFor();
  await page.getByLabel('Reason (optional)').fill('It was only a loose screw');
  await page.getByRole('button', { name: 'Yes, cancel it' }).click();
  await page.getByText('You cancelled the request').waitFor();
  await page.getByText('“It was only a loose screw”').waitFor();
  await page.getByText('You withdrew this request').waitFor();
  expect(await opener.count()).toBe(0);
  expect(await page.getByRole('link', { name: 'Change it' }).count()).toBe(0);
});

test('the filter is in the address, and an empty filter is not an empty list', async () => {
  const { title } = await reported('Still open');
  const page = await platform.tabOf('hannah');
  await page.getByRole('link', { name: 'Cancelled' }).click();
  await expect.poll(() => new URL(page.url()).search, patient).toBe('?status=cancelled');
  await page.getByText('Reported by mistake').waitFor();
  expect(await page.getByRole('link', { name: title }).count()).toBe(0);
  await page.reload();
  await page.getByText('Reported by mistake').waitFor();
  await page.getByRole('link', { name: 'Visit agreed' }).click();
  await page.getByText('None of your requests is “Visit agreed”').waitFor();
  await page.getByRole('link', { name: 'Show all requests' }).click();
  await page.getByRole('link', { name: title }).waitFor();
});

test('the list comes newest first, a page at a time', async () => {
  const henry = await platform.clientOf('henry');
  for (let count = 1; count <= 12; count += 1) {
    await henry.homeowner.requests.create.mutate(leak(`Fault ${String(count).padStart(2, '0')}`));
  }
  const page = await platform.tab();
  // Nobody may report as many a day as a page holds, so the pages are made small.
  await page.route('**/trpc/**', (route) =>
    route.continue({ url: route.request().url().replace('%22limit%22%3A20', '%22limit%22%3A5') }),
  );
  await page.goto('/sign-in?login_hint=henry');
  const titles = () => page.getByRole('heading', { level: 2 }).allTextContents();
  await expect.poll(async () => (await titles()).length, patient).toBe(5);
  expect((await titles())[0]).toBe('Fault 12');
  await page.getByRole('button', { name: 'Load more' }).click();
  await expect.poll(async () => (await titles()).length, patient).toBe(10);
  await page.getByRole('button', { name: 'Load more' }).click();
  await expect.poll(async () => (await titles()).length, patient).toBe(12);
  expect((await titles()).at(-1)).toBe('Fault 01');
  expect(await page.getByRole('button', { name: 'Load more' }).count()).toBe(0);
});

test('somebody else’s request and a missing one look the same', async () => {
  const { id } = await reported('Nobody else’s business');
  const page = await platform.tabOf('henry');
  const seen: string[] = [];
  for (const address of [id, '0123456789abcdef01234567', 'zzz', '😀']) {
    await page.goto(`/requests/${address}`);
    await page.getByText('There is no such thing here').waitFor();
    seen.push((await page.getByRole('main').textContent()) ?? '');
  }
  expect(new Set(seen).size).toBe(1);
  await page.goto('/no/such/page');
  await heading(page, 'There is no such page').waitFor();
});
