import { describe, expect, it } from 'vitest';
import { Bag } from './bag.ts';

describe('a bag', () => {
  const one = { name: 'one' };
  const two = { name: 'two' };
  const three = { name: 'three' };

  it('holds what was put in and not taken out', () => {
    const bag = new Bag<object>().add(one).add(two).add(three);
    expect(bag.delete(one)).toBe(true);
    expect(bag.size).toBe(2);
    expect(new Set(bag)).toEqual(new Set([two, three]));
    expect(bag.delete(three)).toBe(true);
    expect(bag.delete(two)).toBe(true);
    expect([...bag]).toEqual([]);
  });

  it('leaves everything where it is when what is taken out is not there', () => {
    const bag = new Bag<object>().add(one);
    expect(bag.delete(two)).toBe(false);
    expect([...bag]).toEqual([one]);
    expect(new Bag<object>().delete(one)).toBe(false);
  });

  it('may be emptied by whoever goes through it', () => {
    const bag = new Bag<object>().add(one).add(two).add(three);
    const met: object[] = [];
    for (const item of bag) {
      met.push(item);
      bag.delete(item);
    }
    expect(met).toEqual([one, two, three]);
    expect(bag.size).toBe(0);
  });

  it('is empty once it is cleared', () => {
    const bag = new Bag<object>().add(one).add(two);
    bag.clear();
    expect(bag.size).toBe(0);
    expect([...bag]).toEqual([]);
  });
});
