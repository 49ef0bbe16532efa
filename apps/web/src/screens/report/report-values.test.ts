import { CreateRequest } from '@pmp/contracts/request';
import { expect, test } from 'vitest';
import { faultsOf } from '../../forms/form-errors.ts';
import {
  emptyReport,
  type ReportValues,
  readReport,
  stepOf,
  toCreateRequest,
  toFields,
} from './report-values.ts';

const written: ReportValues = {
  category: 'plumbing',
  title: 'Kitchen tap drips',
  description: 'Since Monday',
  priority: 'high',
  place: 'address',
  address: { line1: '12 Mill Lane', line2: ' ', postalCode: '10001', city: 'Riverton' },
  location: { lon: 4.5, lat: 52.1 },
};

test('a written report is what the contract takes, without what was left empty', () => {
  const input = toCreateRequest(written);
  expect(CreateRequest.parse(input)).toEqual(input);
  expect(input.address).toEqual({ line1: '12 Mill Lane', postalCode: '10001', city: 'Riverton' });
});

test('a property takes the place of an address', () => {
  const id = '0123456789abcdef01234567';
  const input = toCreateRequest({ ...written, place: id, priority: '' });
  expect(CreateRequest.parse(input)).toEqual(input);
  expect(input).not.toHaveProperty('address');
  expect(input).not.toHaveProperty('priority');
});

test('every fault of an empty report belongs to a step that asks for it', () => {
  const faults = toFields(faultsOf(CreateRequest, toCreateRequest(emptyReport)));
  expect(faults.map(({ path }) => [path, stepOf(path)])).toEqual([
    ['title', 'details'],
    ['description', 'details'],
    ['category', 'what'],
    ['place', 'place'],
  ]);
  const typed = toFields(faultsOf(CreateRequest, toCreateRequest({ ...emptyReport, place: 'address' })));
  expect(typed.map(({ path }) => stepOf(path))).toContain('place');
});

test('a draft is read back as it was kept', () => {
  const kept = { ...written, clientKey: 'key-12345', queued: true };
  expect(readReport(JSON.parse(JSON.stringify(kept)))).toEqual(kept);
});

test('whatever else is found in the storage reads as an empty report', () => {
  const odd = { title: 7, priority: 'soon', address: 'Mill Lane', location: { lon: 'x' }, queued: 'yes' };
  expect(readReport(odd)).toEqual({ ...emptyReport, queued: false });
  expect(readReport(undefined)).toEqual({ ...emptyReport, queued: false });
});
