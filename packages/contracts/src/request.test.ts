import { describe, expect, it } from 'vitest';
import { CancelRequest, CreateRequest, HomeownerRequest, ListRequests, UpdateRequest } from './request.ts';

const id = 'a'.repeat(24);
const address = { line1: '12 Harbour Street', city: 'Riverton', postalCode: 'RV1 2AB' };
const report = { title: 'Tap drips', description: 'All night.', category: 'plumbing' };
const pathsOf = (result: { error?: { issues: { path: PropertyKey[] }[] } | undefined }) =>
  result.error?.issues.map(({ path }) => path.join('.'));

describe('CreateRequest', () => {
  it('takes an address or a property', () => {
    expect(CreateRequest.safeParse({ ...report, address }).success).toBe(true);
    expect(CreateRequest.safeParse({ ...report, propertyId: id }).success).toBe(true);
    expect(CreateRequest.safeParse({ ...report, propertyId: id, address: undefined }).success).toBe(true);
  });

  it('takes not both and not neither, and points at the address', () => {
    expect(pathsOf(CreateRequest.safeParse({ ...report, address, propertyId: id }))).toEqual(['address']);
    expect(pathsOf(CreateRequest.safeParse(report))).toEqual(['address']);
  });

  it('names every field that is missing', () => {
    expect(pathsOf(CreateRequest.safeParse({ address: {} }))?.toSorted()).toEqual([
      'address.city',
      'address.line1',
      'address.postalCode',
      'category',
      'description',
      'title',
    ]);
  });

  it('does not let a caller set what is not theirs to set', () => {
    for (const field of [
      'status',
      'homeownerId',
      'number',
      'version',
      'createdAt',
      'jurisdictionId',
      '_id',
    ]) {
      expect(CreateRequest.safeParse({ ...report, address, [field]: 'x' }).success).toBe(false);
    }
  });
});

describe('UpdateRequest', () => {
  it('needs an id and the version last seen', () => {
    expect(UpdateRequest.safeParse({ id, version: 1, title: 'Tap pours' }).success).toBe(true);
    expect(pathsOf(UpdateRequest.safeParse({ title: 'Tap pours' }))).toEqual(['id', 'version']);
  });

  it('cannot move a request', () => {
    for (const field of ['status', 'address', 'propertyId', 'resolution', 'visibility']) {
      expect(UpdateRequest.safeParse({ id, version: 1, [field]: 'x' }).success).toBe(false);
    }
  });
});

describe('CancelRequest', () => {
  it('takes a reason of some length, or none', () => {
    expect(CancelRequest.safeParse({ id }).success).toBe(true);
    expect(CancelRequest.safeParse({ id, reason: 'Sold the house' }).success).toBe(true);
    expect(pathsOf(CancelRequest.safeParse({ id, reason: 'x' }))).toEqual(['reason']);
    expect(pathsOf(CancelRequest.safeParse({ id, reason: 'x'.repeat(501) }))).toEqual(['reason']);
  });
});

describe('ListRequests', () => {
  it('keeps a state that exists', () => {
    expect(ListRequests.parse({ status: 'on_hold' }).status).toBe('on_hold');
    expect(ListRequests.safeParse({ status: 'lost' }).success).toBe(false);
    expect(ListRequests.safeParse({ status: ['submitted'] }).success).toBe(false);
  });
});

describe('HomeownerRequest', () => {
  it('refuses to be sent with a field that is not in the contract', () => {
    const view = {
      id,
      number: 'PM-0000000A',
      version: 1,
      status: 'submitted',
      ...report,
      priority: 'normal',
      propertyId: null,
      address,
      place: { jurisdictionId: null, point: null, precision: null, cell: null },
      waitingOn: 'homeowner',
      visibility: 'parties',
      resolution: null,
      allowedMoves: ['cancel'],
      editable: true,
      createdAt: new Date(0),
      updatedAt: new Date(0),
    };
    expect(HomeownerRequest.parse(view)).toStrictEqual(view);
    for (const leak of ['homeownerId', 'sortKey', 'tail', 'commands', 'clientKey']) {
      expect(HomeownerRequest.safeParse({ ...view, [leak]: 'x' }).success).toBe(false);
    }
  });
});
