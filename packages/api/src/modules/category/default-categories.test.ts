import { CategoryCode } from '@pmp/contracts/category';
import { describe, expect, it } from 'vitest';
import { defaultCategories } from './default-categories.ts';

describe('the default catalogue', () => {
  it('has codes that a report may name, each once', () => {
    const codes = defaultCategories.map(({ code }) => code);
    for (const code of codes) expect(CategoryCode.safeParse(code).success).toBe(true);
    expect(new Set(codes).size).toBe(codes.length);
  });

  it('asks for a licence where a mistake can kill or flood', () => {
    const licensed = defaultCategories.filter(({ licenceRequired }) => licenceRequired);
    expect(licensed.map(({ code }) => code)).toEqual(['plumbing', 'heating', 'electrical']);
  });

  it('has checklists that are short, of items with a code each', () => {
    for (const { checklist } of defaultCategories) {
      expect(checklist.length).toBeLessThanOrEqual(6);
      const codes = checklist.map(({ code }) => code);
      expect(new Set(codes).size).toBe(codes.length);
      for (const { code, text } of checklist) {
        expect(code).toMatch(/^[a-z][a-z-]{2,39}$/);
        expect(text.length).toBeLessThanOrEqual(80);
      }
    }
  });

  it('ends with a way out for those who are not sure', () => {
    expect(defaultCategories.at(-1)?.code).toBe('other');
  });
});
