import { OfficialRequest } from '@pmp/contracts/request-view';
import { beforeEach, describe, expect, it } from 'vitest';
import { anAward } from '../../../test/factories/award.ts';
import { anAddress } from '../../../test/factories/place.ts';
import { aPrincipal } from '../../../test/factories/principal.ts';
import { aReport, aRequest, asOwner } from '../../../test/factories/request.ts';
import { hexId, instant } from '../../../test/factories/unique.ts';
import { createTestApi, refused } from '../../../test/testing.ts';
import { everyone, type Request } from './request.ports.ts';

const homeowner = aPrincipal();
const olivia = aPrincipal({ roles: ['official'] });
const oscar = aPrincipal({ roles: ['official'] });
const closingText = 'The water company repairs what lies under the street.';
const rejection = { resolution: 'not_responsible', closingText } as const;
const milfordAddress = anAddress({ line1: '1 Church Lane', city: 'Milford', postalCode: 'MF1 1AA' });
const unknownAddress = anAddress({ line1: '1 Elm Row', city: 'Atlantis', postalCode: 'ZZ9' });

const setUp = async () => {
  const api = createTestApi();
  await api.deps.officials.assign(olivia.userId, 'riverton');
  await api.deps.officials.assign(oscar.userId, 'milford');
  return {
    api,
    own: api.callerAs(homeowner).homeowner.requests,
    requests: api.callerAs(olivia).official.requests,
    elsewhere: api.callerAs(oscar).official.requests,
  };
};

describe('officials and requests', () => {
  let { api, own, requests, elsewhere } = {} as Awaited<ReturnType<typeof setUp>>;
  beforeEach(async () => {
    ({ api, own, requests, elsewhere } = await setUp());
  });
  const put = (overrides: Partial<Request>) => {
    const request = aRequest({ homeownerId: homeowner.userId, ...overrides });
    api.requests.put(request);
    return request;
  };
  const noticesOf = async (id: string) =>
    (await api.requests.findWhole(id, asOwner(homeowner.userId)))?.tail.flatMap(({ notices }) => notices);

  describe('a case that they have a part in', () => {
    const own = 'You have a part in this case yourself; another official has to decide';
    const hold = {
      reason: 'stop_work',
      by: 'official',
      from: 'in_progress',
      since: instant,
      until: null,
    } as const;
    const parts: [string, Partial<Request>][] = [
      ['as who reported it', { homeownerId: olivia.userId }],
      ['as who works on it', { award: anAward({ contractorId: olivia.userId }) }],
      ['as who was dismissed from it', { lastContractorId: olivia.userId }],
      ['as who may quote for it', { openTo: [hexId(), olivia.userId] }],
    ];

    it.each(parts)('is theirs to read and nothing else, %s', async (_, part) => {
      const reason = 'Seen on site';
      const calls: [Partial<Request>, (id: string) => Promise<unknown>][] = [
        [{}, (id) => requests.reject({ id, ...rejection })],
        [{}, (id) => requests.merge({ id, duplicateOfId: put({}).id })],
        [{}, (id) => requests.setPriorityFloor({ id, priorityFloor: 'urgent' })],
        [{ status: 'in_progress' }, (id) => requests.stopWork({ id, reason })],
        [{ status: 'on_hold', hold }, (id) => requests.liftStopWork({ id, reason })],
        [{ status: 'closed', endedAt: instant }, (id) => requests.reopen({ id, reason })],
        [{ status: 'rejected', endedAt: instant }, (id) => requests.reinstate({ id, reason })],
      ];
      for (const [state, call] of calls) {
        const request = put({ ...state, ...part });
        expect(await refused(call(request.id))).toMatchObject({
          message: own,
          data: { appCode: 'forbidden', httpStatus: 403 },
        });
        expect((await requests.get({ id: request.id })).version).toBe(request.version);
      }
    });

    it('takes in no other either', async () => {
      const { id } = put({});
      const theirs = put({ homeownerId: olivia.userId });
      expect((await refused(requests.merge({ id, duplicateOfId: theirs.id }))).data.appCode).toBe(
        'forbidden',
      );
    });

    it('is decided by another, and published to all it is nobody’s', async () => {
      const published = put({ status: 'quoting', openTo: [everyone] });
      expect((await requests.reject({ id: published.id, ...rejection })).status).toBe('rejected');
    });
  });

  describe('read', () => {
    it('the whole case of their jurisdiction, and who reported it', async () => {
      const reported = await own.create(aReport());
      const seen = await requests.get({ id: reported.id });
      const {
        propertyId: _,
        editable: _editable,
        award: _award,
        invitedIds: _invitedIds,
        invoice: _invoice,
        lastContractorId: _last,
        published: _published,
        quoteDueAt: _due,
        scores: _scores,
        spendCap: _cap,
        windows: _windows,
        ...told
      } = reported;
      expect(seen).toStrictEqual({
        ...told,
        homeownerId: homeowner.userId,
        contractorId: null,
        allowedMoves: ['reject', 'merge'],
      });
      expect(OfficialRequest.safeParse(seen).success).toBe(true);
      expect(await requests.timeline({ id: reported.id })).toEqual(await own.timeline({ id: reported.id }));
    });

    it('lists of their own place, or of what could be placed nowhere', async () => {
      const here = await own.create(aReport());
      const there = await own.create(aReport({ address: milfordAddress }));
      const nowhere = await own.create(aReport({ address: unknownAddress }));
      const idsOf = async (list: Promise<{ items: { id: string }[] }>) =>
        (await list).items.map(({ id }) => id);
      expect(await idsOf(requests.list())).toEqual([here.id]);
      expect(await idsOf(elsewhere.list({ place: 'here' }))).toEqual([there.id]);
      for (const official of [requests, elsewhere]) {
        expect(await idsOf(official.list({ place: 'unknown' }))).toEqual([nowhere.id]);
        expect((await official.get({ id: nowhere.id })).place.jurisdictionId).toBeNull();
      }
      expect(await idsOf(requests.list({ status: 'rejected' }))).toEqual([]);
      await requests.reject({ id: here.id, ...rejection });
      expect(await idsOf(requests.list({ status: 'rejected' }))).toEqual([here.id]);
    });

    it('pages, newest first', async () => {
      const made: string[] = [];
      for (let index = 0; index < 5; index += 1) {
        made.unshift((await own.create(aReport())).id);
        api.clock.advance(1);
      }
      const walked: string[] = [];
      let cursor: string | null = null;
      do {
        const page: Awaited<ReturnType<typeof requests.list>> = await requests.list({ limit: 2, cursor });
        walked.push(...page.items.map(({ id }) => id));
        cursor = page.nextCursor;
      } while (cursor !== null && walked.length < 10);
      expect(walked).toEqual(made);
    });

    it('nothing of another jurisdiction, of a draft, or without an assignment', async () => {
      const hidden = [put({}), put({ status: 'draft' })];
      const nobody = api.callerAs(aPrincipal({ roles: ['official'] })).official.requests;
      const missing = await refused(requests.get({ id: hexId() }));
      expect(await refused(elsewhere.get({ id: hidden[0]?.id ?? '' }))).toStrictEqual(missing);
      expect(await refused(requests.get({ id: hidden[1]?.id ?? '' }))).toStrictEqual(missing);
      expect(await refused(nobody.get({ id: hidden[0]?.id ?? '' }))).toStrictEqual(missing);
      expect(await nobody.list({ place: 'unknown' })).toEqual({ items: [], nextCursor: null });
    });

    it('no more once they are assigned elsewhere', async () => {
      const { id } = put({});
      await requests.get({ id });
      await api.deps.officials.assign(olivia.userId, 'milford');
      expect((await refused(requests.get({ id }))).data.appCode).toBe('not_found');
      expect((await refused(requests.reject({ id, ...rejection }))).data.appCode).toBe('not_found');
    });
  });

  describe('reject', () => {
    it.each(['submitted', 'quoting'] as const)('turns down what is %s, and says why', async (status) => {
      const { id } = put({ status });
      const rejected = await requests.reject({ id, ...rejection });
      expect(rejected).toMatchObject({
        status: 'rejected',
        ...rejection,
        waitingOn: 'none',
        version: 2,
        allowedMoves: ['reinstate'],
      });
      expect(await own.get({ id })).toMatchObject({ status: 'rejected', ...rejection, allowedMoves: [] });
      const event = { type: 'rejected', by: 'official', from: status, to: 'rejected', reason: closingText };
      expect((await own.timeline({ id })).at(-1)).toMatchObject(event);
      expect(await noticesOf(id)).toContainEqual({ to: homeowner.userId, kind: 'request_rejected' });
    });

    it('refuses an old view, a wrong state, and an empty text', async () => {
      const { id } = put({});
      const stale = await refused(requests.reject({ id, version: 7, ...rejection }));
      expect(stale.data).toMatchObject({ appCode: 'stale_version', currentVersion: 1 });
      const wordless = await refused(requests.reject({ id, ...rejection, closingText: '          ' }));
      expect(wordless.data.fieldErrors?.map(({ path }) => path)).toEqual(['closingText']);
      const cancelled = put({ status: 'cancelled' });
      const { data, message } = await refused(requests.reject({ id: cancelled.id, ...rejection }));
      expect(data).toMatchObject({ appCode: 'invalid_transition', allowedMoves: [] });
      expect(message).toBe("A request that is cancelled can't be rejected");
    });

    it('answers a repeat, and refuses its key for anything else', async () => {
      const { id } = put({});
      const reject = { id, ...rejection, commandKey: 'reject-key-1' };
      const first = await requests.reject(reject);
      expect(await requests.reject(reject)).toStrictEqual(first);
      for (const other of [
        () => requests.reject({ ...reject, resolution: 'no_fault_found' }),
        () => requests.reinstate({ id, reason: 'By mistake', commandKey: 'reject-key-1' }),
      ]) {
        expect((await refused(other())).data.appCode).toBe('key_reused');
      }
      // The homeowner's keys are their own: theirs is judged like any other command.
      expect((await refused(own.cancel({ id, commandKey: 'reject-key-1' }))).data.appCode).toBe(
        'invalid_transition',
      );
      expect((await own.get({ id })).version).toBe(2);
    });
  });

  describe('reopen and reinstate', () => {
    it.each([
      ['reopen', 'closed', 'reopened'],
      ['reinstate', 'rejected', 'reinstated'],
    ] as const)('%s what is %s, as if it had just been reported', async (move, status, type) => {
      const { id } = put({ status, resolution: 'no_fault_found', closingText, waitingOn: 'none' });
      const back = await requests[move]({ id, reason: 'It leaks again' });
      expect(back).toMatchObject({
        status: 'submitted',
        resolution: null,
        closingText: null,
        waitingOn: 'homeowner',
        allowedMoves: ['reject', 'merge'],
      });
      expect(await own.get({ id })).toMatchObject({ closingText: null });
      const event = { type, by: 'official', from: status, to: 'submitted', reason: 'It leaks again' };
      expect((await own.timeline({ id })).at(-1)).toMatchObject(event);
      expect(await noticesOf(id)).toContainEqual({ to: homeowner.userId, kind: `request_${type}` });
    });

    it("are not each other's", async () => {
      const [closed, rejected] = [put({ status: 'closed' }), put({ status: 'rejected' })];
      const wrong = await refused(requests.reopen({ id: rejected.id, reason: 'Again' }));
      expect(wrong.data).toMatchObject({ appCode: 'invalid_transition', allowedMoves: ['reinstate'] });
      const other = await refused(requests.reinstate({ id: closed.id, reason: 'Again' }));
      expect(other.data).toMatchObject({ appCode: 'invalid_transition', allowedMoves: ['reopen'] });
    });
  });

  describe('setPriorityFloor', () => {
    it('lifts the effective priority and leaves what the homeowner asked for', async () => {
      const { id } = put({ priority: 'normal' });
      const raised = await requests.setPriorityFloor({ id, priorityFloor: 'urgent' });
      expect(raised).toMatchObject({
        status: 'submitted',
        priority: 'normal',
        priorityFloor: 'urgent',
        effectivePriority: 'urgent',
        version: 2,
      });
      expect(await own.get({ id })).toMatchObject({ priority: 'normal', effectivePriority: 'urgent' });
      expect((await own.timeline({ id })).at(-1)).toMatchObject({
        type: 'prioritised',
        by: 'official',
        fields: ['priorityFloor'],
      });
      const lifted = await requests.setPriorityFloor({ id, priorityFloor: null });
      expect(lifted).toMatchObject({ priorityFloor: null, effectivePriority: 'normal', version: 3 });
    });

    it('records nothing when it is set already', async () => {
      const { id } = put({ priorityFloor: 'high' });
      expect(await requests.setPriorityFloor({ id, priorityFloor: 'high' })).toMatchObject({ version: 1 });
    });

    it.each(['closed', 'cancelled', 'rejected'] as const)('is refused for what is %s', async (status) => {
      const { id } = put({ status });
      const { data } = await refused(requests.setPriorityFloor({ id, priorityFloor: 'high' }));
      expect(data.appCode).toBe('invalid_transition');
    });
  });

  it('lets a case catch up when the texts in its tail are long', async () => {
    const { id } = put({});
    const long = { ...rejection, closingText: 'x'.repeat(1000) };
    await requests.reject({ id, ...long });
    expect(await requests.reinstate({ id, reason: 'y'.repeat(500) })).toMatchObject({ version: 3 });
    expect((await refused(requests.reject({ id, ...long }))).data.appCode).toBe('case_full');
    await api.relay.deliver();
    expect(await requests.reject({ id, ...long })).toMatchObject({ status: 'rejected' });
  });
});
