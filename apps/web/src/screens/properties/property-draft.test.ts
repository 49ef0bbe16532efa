import { expect, test } from 'vitest';
import type { Property } from '../../api/find-listed.ts';
import { readNewProperty, readPropertyEdit } from './property-draft.ts';
import { emptyProperty, propertyValuesOf } from './property-values.ts';

const property: Property = {
  id: '0123456789abcdef01234567',
  version: 4,
  label: 'Home',
  kind: 'house',
  address: { line1: '12 Mill Lane', postalCode: '10001', city: 'Riverton' },
  place: {
    jurisdictionId: null,
    point: { lon: 4.5, lat: 52.1 },
    cell: '88196953b1fffff',
    precision: 'street',
  },
  accessNotes: null,
  createdAt: new Date(0),
  updatedAt: new Date(0),
};
const stored = propertyValuesOf(property);
const copy = (draft: object): Record<string, unknown> => JSON.parse(JSON.stringify(draft));

test('a change stands on what was seen when it was begun, whatever has been saved since', () => {
  const seen = { ...stored, accessNotes: 'Ring twice' };
  const kept = { values: { ...seen, label: 'Old home' }, seen, version: 3 };
  expect(readPropertyEdit(copy(kept), property)).toEqual(kept);
});

test('a change that does not say what it stands on is dropped', () => {
  const fresh = { values: stored, seen: stored, version: 4 };
  expect(readPropertyEdit(undefined, property)).toEqual(fresh);
  expect(readPropertyEdit(copy({ ...stored, label: 'Old home' }), property)).toEqual(fresh);
});

test('a new property is read back with what was sent of it last', () => {
  const values = { ...emptyProperty, label: 'Shop', kind: 'commercial' as const };
  const sent = { payload: '{}', key: 'key-12345' };
  expect(readNewProperty(copy({ ...values, sent }))).toEqual({ values, sent });
  expect(readNewProperty(copy(values))).toEqual({ values, sent: undefined });
  const odd = { label: 7, kind: 'castle', address: 'Mill Lane', sent: { payload: 7 } };
  expect(readNewProperty(odd)).toEqual({ values: emptyProperty, sent: undefined });
  expect(readNewProperty(undefined)).toEqual({ values: emptyProperty, sent: undefined });
});
