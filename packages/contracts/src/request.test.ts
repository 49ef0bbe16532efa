import { describe, expect, it } from 'vitest';
import { CreateRequest, ListOfficialRequests, ListRequests, UpdateRequest } from './request.ts';
import { CancelRequest, RejectRequest, SetPriorityFloor } from './request-moves.ts';
import { HomeownerRequest, OfficialRequest } from './request-view.ts';

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

describe('RejectRequest', () => {
  const rejection = { id, resolution: 'not_responsible', closingText: 'x'.repeat(10) };

  it('takes a reason of the list and a text that says something', () => {
    expect(RejectRequest.safeParse(rejection).success).toBe(true);
    expect(RejectRequest.safeParse({ ...rejection, closingText: 'x'.repeat(1000) }).success).toBe(true);
    for (const closingText of [undefined, '', 'x'.repeat(9), 'x'.repeat(1001)]) {
      expect(pathsOf(RejectRequest.safeParse({ ...rejection, closingText }))).toEqual(['closingText']);
    }
    for (const resolution of [undefined, 'duplicate', 'fixed', 'withdrawn']) {
      expect(pathsOf(RejectRequest.safeParse({ ...rejection, resolution }))).toEqual(['resolution']);
    }
  });
});

describe('SetPriorityFloor', () => {
  it('takes a priority, or null to lift the floor, and says nothing by saying nothing', () => {
    for (const priorityFloor of ['low', 'urgent', null]) {
      expect(SetPriorityFloor.safeParse({ id, priorityFloor }).success).toBe(true);
    }
    expect(pathsOf(SetPriorityFloor.safeParse({ id }))).toEqual(['priorityFloor']);
  });
});

describe('ListOfficialRequests', () => {
  it('is of one place or the other', () => {
    expect(ListOfficialRequests.parse({ place: 'unknown', status: 'rejected' }).place).toBe('unknown');
    expect(ListOfficialRequests.safeParse({ place: 'riverton' }).success).toBe(false);
    expect(ListOfficialRequests.safeParse({ jurisdictionId: 'riverton' }).success).toBe(false);
  });
});

const view = {
  id,
  number: 'PM-0000000A',
  version: 1,
  status: 'submitted',
  ...report,
  priority: 'normal',
  priorityFloor: null,
  effectivePriority: 'normal',
  address,
  place: { jurisdictionId: null, point: null, precision: null, cell: null },
  waitingOn: 'homeowner',
  visibility: 'parties',
  resolution: null,
  closingText: null,
  duplicateOfId: null,
  reopenCount: 0,
  endedAt: null,
  visits: [],
  hold: null,
  startedAt: null,
  completion: null,
  returnedCount: 0,
  allowedMoves: ['cancel'],
  createdAt: new Date(0),
  updatedAt: new Date(0),
};

describe('OfficialRequest', () => {
  it('names the homeowner, and refuses what is theirs alone', () => {
    const seen = { ...view, homeownerId: id, contractorId: null, allowedMoves: ['reject'] };
    expect(OfficialRequest.parse(seen)).toStrictEqual(seen);
    for (const leak of [
      'propertyId',
      'accessNotes',
      'clientKey',
      'commands',
      'tail',
      'sortKey',
      'award',
      'spendCap',
    ]) {
      expect(OfficialRequest.safeParse({ ...seen, [leak]: 'x' }).success).toBe(false);
    }
  });
});

describe('HomeownerRequest', () => {
  it('refuses to be sent with a field that is not in the contract', () => {
    const own = {
      ...view,
      propertyId: null,
      editable: true,
      invitedIds: [],
      published: false,
      quoteDueAt: null,
      spendCap: null,
      award: null,
      windows: null,
      scores: null,
      invoice: null,
      lastContractorId: null,
    };
    expect(HomeownerRequest.parse(own)).toStrictEqual(own);
    for (const leak of ['homeownerId', 'sortKey', 'tail', 'commands', 'clientKey']) {
      expect(HomeownerRequest.safeParse({ ...own, [leak]: 'x' }).success).toBe(false);
    }
  });
});
