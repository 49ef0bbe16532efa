import { expect, test } from 'vitest';
import { expectShown, focused, heading, leak, patient, preparePlatform } from './support/platform.fixture.ts';

const platform = preparePlatform();

test('a saved property is one tap away in the next report', async () => {
  const page = await platform.tabOf('hannah');
  await page.getByRole('link', { name: 'Properties' }).click();
  await page.getByRole('link', { name: 'Add your first property' }).click();
  await page.getByLabel('Name').fill('Our house');
  await page.getByLabel('Street and number').fill('3 Quay Street');
  await page.getByLabel('City').fill('Riverton');
  await page.reload();
  expect(await page.getByLabel('Name').inputValue()).toBe('Our house');
  await page.getByRole('button', { name: 'Save the property' }).click();
  await page.getByRole('link', { name: /^Postal code: / }).click();
  await page.keyboard.type('10001');
  await page.getByRole('button', { name: 'Save the property' }).click();
  await page.getByRole('link', { name: 'Change Our house' }).click();
  await page.getByLabel('How to get in').fill('Ring twice');
  await page.getByRole('button', { name: 'Save the property' }).click();
  await page.getByText('Ring twice').waitFor();

  await page.goto('/requests/new');
  await page.locator('label', { hasText: 'Leaks, blocked drains' }).click();
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByLabel('Title').fill('At the house');
  await page.getByLabel('Description').fill(leak('').description);
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByLabel(/Our house/).waitFor();
  expect(await page.getByLabel(/Our house/).isChecked()).toBe(true);
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByText('3 Quay Street').waitFor();
  await page.getByRole('button', { name: 'Send the report' }).click();
  await expectShown(heading(page, 'Your report has arrived'));
});

test('what somebody else changed meanwhile stays, and so does what was changed here', async () => {
  const hannah = await platform.clientOf('hannah');
  const { id, version } = await hannah.homeowner.properties.create.mutate({
    label: 'The flat',
    kind: 'flat',
    address: { ...leak('').address, region: 'Mill County' },
    accessNotes: 'Ring twice',
  });
  const stored = async () => {
    const { items } = await hannah.homeowner.properties.list.query({});
    return items.find((property) => property.id === id);
  };
  const page = await platform.tab();
  await page.clock.install();
  await page.goto('/sign-in?login_hint=hannah');
  await heading(page, 'My requests').waitFor();
  await page.goto(`/properties/${id}/edit`);
  await page.getByLabel('Name').fill('The flat upstairs');
  await hannah.homeowner.properties.update.mutate({
    id,
    version,
    kind: 'mixed',
    accessNotes: 'Gate code 4711',
  });
  // Coming back to the tab after a while reads the property anew, under the form.
  await page.clock.fastForward(20_000);
  const reread = page.waitForResponse((answer) => answer.url().includes('homeowner.properties.list'));
  await page.evaluate(() => window.dispatchEvent(new Event('visibilitychange')));
  await reread;

  const save = page.getByRole('button', { name: 'Save the property' });
  await save.click();
  await expect.poll(() => focused(page), patient).toContain('This property was changed elsewhere meanwhile.');
  expect(await page.getByText('Changed in both places').count()).toBe(0);
  expect(await page.getByLabel('Name').inputValue()).toBe('The flat upstairs');
  expect(await page.getByLabel('How to get in').inputValue()).toBe('Gate code 4711');
  // Both sides of it survive a reload.
  await page.reload();
  expect(await page.getByLabel('Name').inputValue()).toBe('The flat upstairs');
  expect(await page.getByLabel('How to get in').inputValue()).toBe('Gate code 4711');
  await save.click();
  await expectShown(page.getByRole('heading', { name: 'The flat upstairs' }));
  expect(await stored()).toMatchObject({
    label: 'The flat upstairs',
    kind: 'mixed',
    address: { region: 'Mill County' },
    accessNotes: 'Gate code 4711',
  });
});

test('where both changed the same, what saving would replace is told', async () => {
  const hannah = await platform.clientOf('hannah');
  const { id, version, address } = await hannah.homeowner.properties.create.mutate({
    label: 'The shop',
    kind: 'commercial',
    address: leak('').address,
  });
  const page = await platform.tabOf('hannah');
  await page.goto(`/properties/${id}/edit`);
  await page.getByLabel('City').fill('Riverton East');
  await hannah.homeowner.properties.update.mutate({
    id,
    version,
    address: { line1: address.line1, city: address.city, postalCode: '10002' },
  });
  await page.getByRole('button', { name: 'Save the property' }).click();
  await expectShown(page.getByText('12 Mill Lane, 10002 Riverton'));
  await page.getByRole('button', { name: 'Save the property' }).click();
  await expectShown(page.getByRole('listitem').filter({ hasText: '10001 Riverton East' }));
});

test('an answer that is lost on the way does not make two properties of one', async () => {
  const page = await platform.tabOf('henry');
  await page.goto('/properties/new');
  await page.getByLabel('Name').fill('Saved on a bad line');
  await page.getByLabel('Street and number').fill('12 Mill Lane');
  await page.getByLabel('City').fill('Riverton');
  await page.getByLabel('Postal code').fill('10001');
  let sent = 0;
  await page.route('**/trpc/homeowner.properties.create*', async (route) => {
    sent += 1;
    if (sent > 4) return route.continue();
    await route.fetch();
    await route.abort();
  });
  await page.getByRole('button', { name: 'Save the property' }).click();
  await page.getByText('We can’t reach the server right now').waitFor();
  await page.reload();
  await page.getByRole('button', { name: 'Save the property' }).click();
  await expectShown(page.getByRole('heading', { name: 'Saved on a bad line' }));
  expect(sent).toBe(5);
  const henry = await platform.clientOf('henry');
  const { items } = await henry.homeowner.properties.list.query({});
  expect(items.map(({ label }) => label)).toEqual(['Saved on a bad line']);

  // Saved is saved: the next one is another, however alike.
  await page.goto('/properties/new');
  expect(await page.getByLabel('Name').inputValue()).toBe('');
});
