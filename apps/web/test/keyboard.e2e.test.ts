import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { focused, heading, patient, preparePlatform } from './support/platform.fixture.ts';

const platform = preparePlatform();

/** Tabs on until what has the focus says `text`; gives up after a whole round. */
const tabTo = async (page: Page, text: string): Promise<void> => {
  for (let steps = 0; steps < 60; steps += 1) {
    await page.keyboard.press('Tab');
    const label = await page.evaluate(() => {
      const element = document.activeElement;
      // Between two rounds the page itself has the focus, and says everything.
      if (element === document.body) return '';
      const labels =
        element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement ? element.labels : null;
      return labels?.[0]?.textContent ?? element?.textContent ?? '';
    });
    if (label.includes(text)) {
      // What has the focus must be seen to have it, and not lie under the bar of a phone.
      const shown = await page.evaluate(() => {
        const element = document.activeElement;
        const box = element?.getBoundingClientRect();
        const target = element?.closest('label') ?? element;
        if (!box || !target) return { outline: 'none', covered: true };
        const at = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
        return {
          outline: getComputedStyle(target).outlineStyle,
          covered: at !== null && !target.contains(at) && !at.contains(target),
        };
      });
      expect({ text, ...shown }).toEqual({ text, outline: 'solid', covered: false });
      return;
    }
  }
  throw new Error(`no way to “${text}” by Tab`);
};

test.each([
  { name: 'a desk', viewport: { width: 1280, height: 800 } },
  { name: 'a phone', viewport: { width: 360, height: 740 } },
])(
  'a report is made from the first page to the last by keyboard alone, on $name',
  async ({ name, viewport }) => {
    const page = await platform.tab({ viewport });
    await page.goto('/');
    await heading(page, /Something broken/).waitFor();
    await page.keyboard.press('Tab');
    expect(await focused(page)).toBe('Skip to the content');
    await page.keyboard.press('Enter');
    await tabTo(page, 'Report a problem');
    await page.keyboard.press('Enter');
    await heading(page, 'What is it about?').waitFor();
    await expect.poll(() => focused(page), patient).toBe('What is it about?');
    expect(await page.title()).toContain('Report a problem');

    await page.getByRole('radio', { name: /Plumbing/ }).waitFor();
    await tabTo(page, 'Plumbing');
    await page.keyboard.press('Space');
    await page.keyboard.press('ArrowDown');
    await tabTo(page, 'Continue');
    await page.keyboard.press('Enter');
    await expect.poll(() => focused(page), patient).toBe('What is wrong?');
    await tabTo(page, 'Title');
    await page.keyboard.type(`Radiator stays cold on ${name}`);
    await tabTo(page, 'Description');
    await page.keyboard.type('It knocks at night.');
    await tabTo(page, 'Continue');
    await page.keyboard.press('Enter');
    await expect.poll(() => focused(page), patient).toBe('Where is it?');
    await tabTo(page, 'Street and number');
    await page.keyboard.type('12 Mill Lane');
    await tabTo(page, 'City');
    await page.keyboard.type('Riverton');
    await tabTo(page, 'Postal code');
    await page.keyboard.type('10001');
    await page.keyboard.press('Enter');
    await expect.poll(() => focused(page), patient).toBe('Check your report');
    await tabTo(page, 'Sign in and continue');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Who are you today?' }).waitFor();
    await tabTo(page, 'Hannah Berg');
    await page.keyboard.press('Enter');
    await heading(page, 'Check your report').waitFor();
    await tabTo(page, 'Send the report');
    await page.keyboard.press('Enter');
    await expect.poll(() => focused(page), patient).toBe('Your report has arrived');
    await tabTo(page, 'See the request');
    await page.keyboard.press('Enter');
    await heading(page, `Radiator stays cold on ${name}`).waitFor();
    await tabTo(page, 'Cancel the request');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    await expect.poll(() => focused(page), patient).toBe('Cancel the request');
  },
);
