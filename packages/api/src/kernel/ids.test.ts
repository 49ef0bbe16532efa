import { describe, expect, it } from 'vitest';
import { createIds } from './ids.ts';

describe('identifiers', () => {
  const ids = createIds(() => 'from the database');

  it('takes record ids from the database layer', () => {
    expect(ids.record()).toBe('from the database');
  });

  it('draws numbers that are easy to read out and hard to guess', () => {
    const drawn = Array.from({ length: 2000 }, () => ids.requestNumber());
    for (const number of drawn) expect(number).toMatch(/^PM-[0-9A-HJKMNP-TV-Z]{8}$/);
    expect(new Set(drawn).size).toBe(drawn.length);
    // Every letter turns up in every place: none is fixed or counts.
    for (let at = 3; at < 11; at += 1) expect(new Set(drawn.map((number) => number[at])).size).toBe(32);
  });
});
