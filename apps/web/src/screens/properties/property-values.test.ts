import { expect, test } from 'vitest';
import { mergeProperty, type PropertyValues, propertyChanges, propertyClashes } from './property-values.ts';

const address = { line1: '12 Mill Lane', line2: '', postalCode: '10001', city: 'Riverton' };
const seen: PropertyValues = { label: 'Home', kind: 'house', address, accessNotes: 'Ring twice' };
const stored = { line1: '12 Mill Lane', postalCode: '10001', city: 'Riverton', country: 'US' };
const upstairs = { ...address, line2: 'First floor' };

test('only what was changed is sent, and an address whole, with what has no field here', () => {
  expect(propertyChanges(seen, seen, stored)).toEqual({});
  expect(propertyChanges({ ...seen, label: 'Old home', accessNotes: '' }, seen, stored)).toEqual({
    label: 'Old home',
    accessNotes: '',
  });
  expect(propertyChanges({ ...seen, kind: 'flat', address: upstairs }, seen, stored)).toEqual({
    kind: 'flat',
    address: { ...stored, line2: 'First floor' },
  });
});

test('a field clashes when both changed it, and to different ends', () => {
  const mine = { ...seen, label: 'Old home', kind: 'flat' as const };
  expect(propertyClashes(mine, seen, { ...seen, accessNotes: '' })).toEqual([]);
  expect(propertyClashes(mine, seen, { ...seen, label: 'House', kind: 'flat' })).toEqual(['label']);
});

test('a merge keeps both people’s changes, and mine where they clash', () => {
  const mine = { ...seen, label: 'Old home' };
  const now = { ...seen, label: 'House', kind: 'flat' as const, address: upstairs, accessNotes: '' };
  expect(mergeProperty(mine, seen, now)).toEqual({ ...now, label: 'Old home' });
});

test('of two changes to an address one holds as a whole', () => {
  const mine = { ...seen, address: upstairs };
  const now = { ...seen, address: { ...address, line1: '14 Mill Lane' } };
  expect(mergeProperty(mine, seen, now).address).toEqual(upstairs);
  expect(propertyClashes(mine, seen, now)).toEqual(['address']);
});
