import { expect, test } from 'vitest';
import { effectivePriority, priorities } from './category.ts';

test('the higher of priority and floor counts', () => {
  for (const priority of priorities) {
    expect(effectivePriority(priority, null)).toBe(priority);
    expect(effectivePriority(priority, 'low')).toBe(priority);
    expect(effectivePriority(priority, 'urgent')).toBe('urgent');
  }
  expect(effectivePriority('normal', 'high')).toBe('high');
  expect(effectivePriority('high', 'normal')).toBe('high');
});
