import { CategoryCode } from '@pmp/contracts/category';
import { describe, expect, it } from 'vitest';
import { defaultCategories } from './default-categories.ts';

describe('the default catalogue', () => {
  it('has codes that a report may name, each once', () => {
    const codes = defaultCategories.map(({ code }) => code);
    for (const code of codes) expect(CategoryCode.safeParse(code).success).toBe(true);
    expect(new Set(codes).size).toBe(codes.length);
  });

  it('ends with a way out for those who are not sure', () => {
    expect(defaultCategories.at(-1)?.code).toBe('other');
  });
});
