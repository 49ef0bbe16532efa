import { HomeownerRequest } from '@pmp/contracts/request-view';
import { beforeEach, describe, expect, it } from 'vitest';
import { anAddress, midOcean, points } from '../../../test/factories/place.ts';
import { aPrincipal } from '../../../test/factories/principal.ts';
import { aNewProperty } from '../../../test/factories/property.ts';
import { aReport, aRequest } from '../../../test/factories/request.ts';
import { hexId } from '../../../test/factories/unique.ts';
import { createTestApi, refused } from '../../../test/testing.ts';
import { cellOf } from '../place/gazetteer.ts';
import type { Request } from './request.ports.ts';

const hannah = aPrincipal();
const henry = aPrincipal();

const setUp = () => {
  const api = createTestApi();
  const { requests, properties } = api.callerAs(hannah).homeowner;
  const ofHenry = api.callerAs(henry).homeowner;
  const put = (overrides: Partial<Request> = {}) => {
    const request = aRequest({ homeownerId: hannah.userId, ...overrides });
    api.requests.put(request);
    return request;
  };
  return { api, requests, properties, ofHenry, put };
};

describe('homeowner.requests', () => {
  let { api, requests, properties, ofHenry, put } = setUp();
  beforeEach(() => {
    ({ api, requests, properties, ofHenry, put } = setUp());
  });

  describe('create', () => {
    it('answers the request as it now is', async () => {
      const request = await requests.create(aReport({ priority: 'urgent' }));
      expect(request).toStrictEqual({
        id: '000000000000000000000001',
        number: 'PM-00000001',
        version: 1,
        status: 'submitted',
        title: 'Kitchen tap drips',
        description: 'It drips all night.',
        category: 'plumbing',
        priority: 'urgent',
        priorityFloor: null,
        effectivePriority: 'urgent',
        propertyId: null,
        address: anAddress(),
        place: {
          jurisdictionId: 'riverton',
          point: points.harbourStreet,
          precision: 'street',
          cell: cellOf(points.harbourStreet),
        },
        waitingOn: 'homeowner',
        visibility: 'parties',
        resolution: null,
        closingText: null,
        duplicateOfId: null,
        reopenCount: 0,
        returnedCount: 0,
        endedAt: null,
        invitedIds: [],
        published: false,
        quoteDueAt: null,
        spendCap: null,
        award: null,
        windows: null,
        visits: [],
        hold: null,
        startedAt: null,
        completion: null,
        scores: null,
        invoice: null,
        lastContractorId: null,
        allowedMoves: ['invite', 'offer', 'cancel', 'merge'],
        editable: true,
        createdAt: api.clock.now(),
        updatedAt: api.clock.now(),
      });
      expect(HomeownerRequest.safeParse(request).success).toBe(true);
      expect(await requests.get({ id: request.id })).toStrictEqual(request);
    });

    it('takes the priority of the category unless one is sent', async () => {
      expect((await requests.create(aReport({ category: 'heating' }))).priority).toBe('high');
      expect((await requests.create(aReport({ category: 'heating', priority: 'low' }))).priority).toBe('low');
    });

    it('trims what was typed', async () => {
      const request = await requests.create(
        aReport({ title: '  Tap  drips ', description: '\n a\r\n\tb \n' }),
      );
      expect(request).toMatchObject({ title: 'Tap  drips', description: 'a\r\n\tb' });
    });

    it('keeps the exact place of a device, and takes a place that nobody knows', async () => {
      const there = await requests.create(aReport({ location: points.postalCentre }));
      expect(there.place).toMatchObject({ jurisdictionId: 'riverton', precision: 'device' });
      expect(there.place.point).toEqual(points.postalCentre);
      const elsewhere = anAddress({ line1: '1 Elm Row', city: 'Atlantis', postalCode: 'ZZ9' });
      const unknown = await requests.create(aReport({ address: elsewhere, location: midOcean }));
      expect(unknown.place).toMatchObject({ jurisdictionId: null, precision: 'device' });
      const nowhere = await requests.create(aReport({ address: elsewhere }));
      expect(nowhere.place).toEqual({ jurisdictionId: null, point: null, precision: null, cell: null });
    });

    it("takes address and place from a property of one's own", async () => {
      const property = await properties.create(aNewProperty({ address: anAddress({ line2: 'Flat 3' }) }));
      const request = await requests.create(aReport({ address: undefined, propertyId: property.id }));
      expect(request).toMatchObject({
        propertyId: property.id,
        address: property.address,
        place: property.place,
      });
      const there = await requests.create(
        aReport({ address: undefined, propertyId: property.id, location: points.postalCentre }),
      );
      expect(there.place).toMatchObject({ precision: 'device', point: points.postalCentre });
    });

    it('refuses a property of another owner exactly as a missing one', async () => {
      const { id } = await ofHenry.properties.create(aNewProperty());
      const hidden = await refused(requests.create(aReport({ address: undefined, propertyId: id })));
      const missing = await refused(requests.create(aReport({ address: undefined, propertyId: hexId() })));
      expect(hidden).toStrictEqual(missing);
      expect(hidden.data.fieldErrors).toEqual([
        { path: 'propertyId', message: 'is not one of your properties' },
      ]);
    });

    it('wants an address or a property, and not both', async () => {
      const both = await refused(requests.create(aReport({ propertyId: hexId() })));
      const neither = await refused(requests.create(aReport({ address: undefined })));
      for (const { data } of [both, neither]) {
        expect(data).toMatchObject({
          appCode: 'bad_input',
          fieldErrors: [{ path: 'address', message: 'send either a propertyId or an address' }],
        });
      }
    });

    it('refuses a category that is not in the catalogue', async () => {
      const { data } = await refused(requests.create(aReport({ category: 'unheard-of' })));
      expect(data.fieldErrors).toEqual([{ path: 'category', message: 'is not a category here' }]);
    });

    it.each([
      ['title', { title: 'ab' }],
      ['title', { title: 'x'.repeat(121) }],
      ['title', { title: 'two\nlines' }],
      ['title', { title: 'null\u0000byte' }],
      ['title', { title: 'lone \ud800 surrogate' }],
      ['title', { title: '   ' }],
      ['description', { description: '' }],
      ['description', { description: 'x'.repeat(4001) }],
      ['category', { category: 'Plumbing' }],
      ['clientKey', { clientKey: 'short' }],
      ['clientKey', { clientKey: 'has a space in it' }],
      ['address.city', { address: anAddress({ city: '' }) }],
      ['address.country', { address: anAddress({ country: 'gb' }) }],
      ['location.lat', { location: { lat: 90.1, lon: 0 } }],
      ['propertyId', { address: undefined, propertyId: 'A'.repeat(24) }],
    ])('refuses a bad %s by name', async (path, overrides) => {
      const { data } = await refused(requests.create(aReport(overrides)));
      expect(data).toMatchObject({ appCode: 'bad_input', httpStatus: 400 });
      expect(data.fieldErrors?.map((error) => error.path)).toContain(path);
      expect((await requests.list({})).items).toEqual([]);
    });

    it('records the event and what is owed to the homeowner', async () => {
      const { id } = await requests.create(aReport());
      expect(api.relay.pushed()).toMatchObject([{ subjectId: id, version: 1 }]);
      await api.relay.deliver();
      expect(api.events.outbox()).toEqual([
        { subjectId: id, seq: 1, to: hannah.userId, kind: 'request_submitted' },
      ]);
    });
  });

  describe('create with a clientKey', () => {
    const clientKey = 'f81d4fae-7dec-11d0-a765';

    it('answers the same request when it is repeated', async () => {
      const first = await requests.create(aReport({ clientKey }));
      api.clock.advance(60);
      expect(await requests.create(aReport({ clientKey }))).toStrictEqual(first);
      expect((await requests.list({})).items).toHaveLength(1);
      expect(api.relay.pushed()).toHaveLength(1);
    });

    it('answers the same to all who send it at once', async () => {
      const all = await Promise.all(
        Array.from({ length: 10 }, () => requests.create(aReport({ clientKey }))),
      );
      expect(new Set(all.map(({ id }) => id)).size).toBe(1);
    });

    it('answers the request as it is now, not as it was', async () => {
      const { id } = await requests.create(aReport({ clientKey }));
      const cancelled = await requests.cancel({ id });
      expect(await requests.create(aReport({ clientKey }))).toStrictEqual(cancelled);
    });

    it('refuses the key for anything else', async () => {
      await requests.create(aReport({ clientKey }));
      const { data } = await refused(requests.create(aReport({ clientKey, title: 'Another matter' })));
      expect(data).toMatchObject({ appCode: 'key_reused', httpStatus: 422 });
      expect((await requests.list({})).items).toHaveLength(1);
    });

    it('is another key for another homeowner', async () => {
      const mine = await requests.create(aReport({ clientKey }));
      const theirs = await ofHenry.requests.create(aReport({ clientKey }));
      expect(theirs.id).not.toBe(mine.id);
    });

    it('reports the same thing twice without one', async () => {
      await requests.create(aReport());
      await requests.create(aReport());
      expect((await requests.list({})).items).toHaveLength(2);
    });
  });

  describe('list', () => {
    it('pages through everything, newest first', async () => {
      const ids: string[] = [];
      for (let index = 0; index < 5; index += 1) {
        ids.unshift((await requests.create(aReport())).id);
        if (index === 2) api.clock.advance(1);
      }
      await ofHenry.requests.create(aReport());
      const first = await requests.list({ limit: 3 });
      const second = await requests.list({ limit: 3, cursor: first.nextCursor, direction: 'forward' });
      expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(ids);
      expect(second.nextCursor).toBeNull();
      const back = await requests.list({ limit: 2, cursor: second.nextCursor, direction: 'backward' });
      expect(back.items.map(({ id }) => id)).toEqual(ids.slice(3));
    });

    it('keeps one status', async () => {
      const { id } = await requests.create(aReport());
      await requests.create(aReport());
      await requests.cancel({ id });
      const { items } = await requests.list({ status: 'cancelled' });
      expect(items.map((item) => item.id)).toEqual([id]);
    });

    it('answers 20 unless told otherwise, and 100 at most', async () => {
      for (let index = 0; index < 21; index += 1) put();
      expect((await requests.list({})).items).toHaveLength(20);
      expect((await requests.list({ limit: 100 })).items).toHaveLength(21);
      for (const limit of [0, 101, 1.5, -1]) {
        const { data } = await refused(requests.list({ limit }));
        expect(data.fieldErrors?.[0]?.path).toBe('limit');
      }
    });

    it('refuses a cursor that is not one', async () => {
      for (const cursor of ['', 'x'.repeat(36), '0'.repeat(35)]) {
        const { data } = await refused(requests.list({ cursor }));
        expect(data.fieldErrors?.[0]?.path).toBe('cursor');
      }
    });
  });

  describe('update', () => {
    it('changes what is sent and nothing else, and says what changed', async () => {
      const before = await requests.create(aReport());
      api.clock.advance(60);
      const after = await requests.update({ id: before.id, version: 1, title: 'It pours', priority: 'high' });
      expect(after).toStrictEqual({
        ...before,
        title: 'It pours',
        priority: 'high',
        effectivePriority: 'high',
        version: 2,
        updatedAt: api.clock.now(),
      });
      const [, edited] = await requests.timeline({ id: before.id });
      expect(edited).toMatchObject({
        seq: 2,
        type: 'edited',
        by: 'homeowner',
        fields: ['title', 'priority'],
      });
    });

    it('records nothing when nothing changes', async () => {
      const before = await requests.create(aReport());
      api.clock.advance(60);
      expect(await requests.update({ id: before.id, version: 1, title: before.title })).toStrictEqual(before);
      expect(await requests.timeline({ id: before.id })).toHaveLength(1);
    });

    it('refuses a version that has passed, and names the current one', async () => {
      const { id } = await requests.create(aReport());
      await requests.update({ id, version: 1, title: 'First edit' });
      const { data } = await refused(requests.update({ id, version: 1, title: 'Second edit' }));
      expect(data).toMatchObject({ appCode: 'stale_version', httpStatus: 409, currentVersion: 2 });
      expect((await requests.get({ id })).title).toBe('First edit');
    });

    it('refuses a category that is not in the catalogue', async () => {
      const { id } = await requests.create(aReport());
      const { data } = await refused(requests.update({ id, version: 1, category: 'unheard-of' }));
      expect(data.fieldErrors).toEqual([{ path: 'category', message: 'is not a category here' }]);
    });

    it.each(['quoting', 'assigned', 'closed', 'cancelled', 'in_progress'] as const)(
      'refuses a request that is %s',
      async (status) => {
        const { id } = put({ status });
        expect((await requests.get({ id })).editable).toBe(false);
        const { data, message } = await refused(requests.update({ id, version: 1, title: 'Too late' }));
        expect(data).toMatchObject({ appCode: 'invalid_transition', httpStatus: 409 });
        expect(data.allowedMoves).toEqual((await requests.get({ id })).allowedMoves);
        expect(message).not.toContain('_');
      },
    );

    it('lets one of two at the same version win', async () => {
      const { id } = await requests.create(aReport());
      const edits = await Promise.allSettled([
        requests.update({ id, version: 1, title: 'One edit' }),
        requests.update({ id, version: 1, title: 'Other edit' }),
      ]);
      expect(edits.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
      expect((await requests.get({ id })).version).toBe(2);
    });
  });

  describe('cancel', () => {
    it('ends the request', async () => {
      const { id } = await requests.create(aReport());
      const cancelled = await requests.cancel({ id, reason: 'Fixed it myself' });
      expect(cancelled).toMatchObject({
        status: 'cancelled',
        resolution: 'withdrawn',
        waitingOn: 'none',
        version: 2,
        allowedMoves: ['restore'],
        editable: false,
      });
      const [, event] = await requests.timeline({ id });
      expect(event).toMatchObject({
        type: 'cancelled',
        from: 'submitted',
        to: 'cancelled',
        reason: 'Fixed it myself',
      });
      await api.relay.deliver();
      expect(api.events.outbox().map(({ kind }) => kind)).toEqual(['request_submitted', 'request_cancelled']);
    });

    it('is refused for a request that has ended, with the moves that are left', async () => {
      const { id } = await requests.create(aReport());
      await requests.cancel({ id });
      const { data, message } = await refused(requests.cancel({ id }));
      expect(data).toMatchObject({
        appCode: 'invalid_transition',
        httpStatus: 409,
        allowedMoves: ['restore'],
      });
      expect(message).toBe("A request that is cancelled can't be cancelled");
    });

    it.each(['in_progress', 'on_hold', 'completed', 'closed', 'rejected'] as const)(
      'is refused for one that is %s',
      async (status) => {
        const { id } = put({ status });
        expect((await refused(requests.cancel({ id }))).data.appCode).toBe('invalid_transition');
      },
    );

    it.each(['assigned', 'scheduled'] as const)('takes a reason once it is %s', async (status) => {
      const { id } = put({ status });
      const { data } = await refused(requests.cancel({ id }));
      expect(data.fieldErrors).toEqual([{ path: 'reason', message: 'tell the contractor why' }]);
      expect((await requests.cancel({ id, reason: 'Sold the house' })).status).toBe('cancelled');
    });

    it('looks at the version only if one is sent', async () => {
      const { id } = await requests.create(aReport());
      const { data } = await refused(requests.cancel({ id, version: 9 }));
      expect(data).toMatchObject({ appCode: 'stale_version', currentVersion: 1 });
      expect((await requests.cancel({ id, version: 1 })).status).toBe('cancelled');
    });
  });

  describe('a commandKey', () => {
    const commandKey = 'command-key-1';

    it('makes a repeated update answer what is there', async () => {
      const { id } = await requests.create(aReport());
      const update = { id, version: 1, title: 'It pours', commandKey };
      const first = await requests.update(update);
      expect(await requests.update(update)).toStrictEqual(first);
      expect(await requests.timeline({ id })).toHaveLength(2);
    });

    it('makes a repeated cancel answer success', async () => {
      const { id } = await requests.create(aReport());
      const first = await requests.cancel({ id, commandKey });
      expect(await requests.cancel({ id, commandKey })).toStrictEqual(first);
      expect(await requests.timeline({ id })).toHaveLength(2);
    });

    it('is recognised after the request has moved on', async () => {
      const { id } = await requests.create(aReport());
      const update = { id, version: 1, title: 'It pours', commandKey };
      await requests.update(update);
      const cancelled = await requests.cancel({ id });
      expect(await requests.update(update)).toStrictEqual(cancelled);
    });

    it('is carried out once when it is sent ten times at once', async () => {
      const { id } = await requests.create(aReport());
      const answers = await Promise.all(
        Array.from({ length: 10 }, () => requests.cancel({ id, commandKey })),
      );
      expect(new Set(answers.map(({ version }) => version))).toEqual(new Set([2]));
      expect(await requests.timeline({ id })).toHaveLength(2);
    });

    it('is refused for anything else', async () => {
      const { id } = await requests.create(aReport());
      await requests.update({ id, version: 1, title: 'It pours', commandKey });
      const { data } = await refused(requests.update({ id, version: 2, title: 'It stopped', commandKey }));
      expect(data).toMatchObject({ appCode: 'key_reused', httpStatus: 422 });
      expect((await refused(requests.cancel({ id, commandKey }))).data.appCode).toBe('key_reused');
    });

    it('is one for every request', async () => {
      const [one, two] = [await requests.create(aReport()), await requests.create(aReport())];
      await requests.cancel({ id: one.id, commandKey });
      expect((await requests.cancel({ id: two.id, commandKey })).id).toBe(two.id);
    });

    it('tells a stranger nothing', async () => {
      const { id } = await requests.create(aReport());
      await requests.cancel({ id, commandKey });
      expect((await refused(ofHenry.requests.cancel({ id, commandKey }))).data.appCode).toBe('not_found');
    });
  });

  describe('timeline', () => {
    it('is the same before, while and after the tail is relayed', async () => {
      const { id } = await requests.create(aReport());
      await requests.update({ id, version: 1, title: 'It pours' });
      const before = await requests.timeline({ id });
      expect(before.map(({ seq, type }) => [seq, type])).toEqual([
        [1, 'submitted'],
        [2, 'edited'],
      ]);
      await api.events.record(api.relay.pushed());
      expect(await requests.timeline({ id })).toStrictEqual(before);
      await api.relay.deliver();
      expect(await requests.timeline({ id })).toStrictEqual(before);
      await requests.cancel({ id });
      expect((await requests.timeline({ id })).map(({ seq }) => seq)).toEqual([1, 2, 3]);
    });

    it('does not say who the actor is, only in which role', async () => {
      const { id } = await requests.create(aReport());
      expect(JSON.stringify(await requests.timeline({ id }))).not.toContain(hannah.userId);
    });
  });
});
