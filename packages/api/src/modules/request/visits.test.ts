import type { RequestStatus } from '@pmp/contracts/lifecycle';
import { ContractorJob, HomeownerRequest, type Visit, type WindowOffer } from '@pmp/contracts/request-view';
import { beforeEach, describe, expect, it } from 'vitest';
import { anAward } from '../../../test/factories/award.ts';
import { aJob } from '../../../test/factories/job.ts';
import { aPrincipal } from '../../../test/factories/principal.ts';
import { anEntry, asOwner } from '../../../test/factories/request.ts';
import { hexId, later } from '../../../test/factories/unique.ts';
import { createTestApi, refused } from '../../../test/testing.ts';
import type { Request } from './request.ports.ts';

const hour = 3_600;
const day = 24 * hour;
const zone = 'Europe/Berlin';
const reason = 'The child is ill';

const hannah = aPrincipal();
const henry = aPrincipal();
const carl = aPrincipal({ roles: ['contractor'] });

/** From `from` hours on, for two. */
const window = (from: number) => ({ start: later(from * hour), end: later((from + 2) * hour) });
const visit = (from: number, state: Visit['state'] = 'confirmed'): Visit => ({
  ...window(from),
  zone,
  state,
});
const offer = (by: WindowOffer['by'], ...from: number[]): WindowOffer => ({
  by,
  zone,
  windows: from.map(window),
});

const setUp = () => {
  const api = createTestApi();
  const put = (overrides: Partial<Request> = {}) => {
    const job = aJob(carl.userId, { homeownerId: hannah.userId, ...overrides });
    api.requests.put(job, [anEntry(job)]);
    return job;
  };
  return {
    api,
    put,
    homeowner: api.callerAs(hannah).homeowner.requests,
    contractor: api.callerAs(carl).contractor.jobs,
    stored: async (id: string) => (await api.requests.findWhole(id, asOwner(hannah.userId)))?.request,
    lastEntry: async (id: string, owner = hannah.userId) =>
      (await api.requests.findWhole(id, asOwner(owner)))?.tail.at(-1),
    booked: async () => (await api.calendars.read(carl.userId)).bookings,
  };
};

let { api, put, homeowner, contractor, stored, lastEntry, booked } = setUp();
beforeEach(() => {
  ({ api, put, homeowner, contractor, stored, lastEntry, booked } = setUp());
});

const codeOf = async (call: Promise<unknown>) => (await refused(call)).data.appCode;
const fieldOf = async (call: Promise<unknown>) => {
  const { appCode, fieldErrors } = (await refused(call)).data;
  expect(appCode).toBe('bad_input');
  return fieldErrors?.map(({ path, message }) => `${path} ${message}`);
};
const noPlace: readonly RequestStatus[] = ['on_hold', 'completed', 'closed'];

describe('offerWindows', () => {
  const windows = [window(24), window(48)];

  it.each(['assigned', 'scheduled', 'in_progress'] as const)(
    'is open to both sides in %s, replaces what was offered and waits for the other',
    async (status) => {
      const { id } = put({ status, windows: offer('contractor', 99) });
      const seen = await homeowner.offerWindows({ id, zone, windows });
      expect(HomeownerRequest.safeParse(seen).success).toBe(true);
      expect(seen).toMatchObject({ status, version: 5, waitingOn: 'contractor' });
      expect(seen.windows).toStrictEqual({ by: 'homeowner', zone, windows });
      const parties = [hannah, carl].map(({ userId: to }) => ({ to, kind: 'request_windows_offered' }));
      expect(await lastEntry(id)).toMatchObject({
        type: 'windows_offered',
        from: status,
        to: status,
        facts: { zone },
        notices: parties,
      });
      const answer = await contractor.offerWindows({ id, zone: 'Asia/Kathmandu', windows: [window(30)] });
      expect(ContractorJob.safeParse(answer).success).toBe(true);
      expect(answer).toMatchObject({ status, version: 5, waitingOn: 'homeowner' });
      expect(answer.windows).toStrictEqual({
        by: 'contractor',
        zone: 'Asia/Kathmandu',
        windows: [window(30)],
      });
    },
  );

  it.each(noPlace)('is refused in %s', async (status) => {
    const { id } = put({ status });
    for (const call of [homeowner.offerWindows, contractor.offerWindows]) {
      expect(await codeOf(call({ id, zone, windows }))).toBe('invalid_transition');
    }
  });

  it('is refused until a direct offer has been accepted', async () => {
    const award = anAward({ contractorId: carl.userId, acceptedAt: null, acceptDueAt: later(day) });
    const { id } = put({ award });
    for (const call of [homeowner.offerWindows, contractor.offerWindows]) {
      const { data, message } = await refused(call({ id, zone, windows }));
      expect(data.appCode).toBe('invalid_transition');
      expect(message).toBe('The contractor has not accepted the offer yet');
    }
  });

  it('takes windows that start within the next 180 days only', async () => {
    const { id } = put();
    const starting = (seconds: number) => [{ start: later(seconds), end: later(seconds + hour) }];
    const offered = (seconds: number) => homeowner.offerWindows({ id, zone, windows: starting(seconds) });
    expect(await fieldOf(offered(0))).toEqual(['windows.0.start has passed']);
    expect(await fieldOf(offered(180 * day + 1))).toEqual(['windows.0.start is more than 180 days ahead']);
    const second = [window(24), ...starting(200 * day)];
    expect(await fieldOf(contractor.offerWindows({ id, zone, windows: second }))).toEqual([
      'windows.1.start is more than 180 days ahead',
    ]);
    for (const seconds of [1, 180 * day]) {
      expect((await offered(seconds)).windows?.windows).toEqual(starting(seconds));
    }
  });

  it('is made once with a key, by one side, from the version last seen', async () => {
    const { id } = put();
    const command = { id, zone, windows, commandKey: hexId() };
    const first = await homeowner.offerWindows({ ...command, version: 4 });
    expect(await homeowner.offerWindows({ ...command, version: 4 })).toStrictEqual(first);
    expect(await codeOf(homeowner.offerWindows({ ...command, version: 4, zone: 'Etc/UTC' }))).toBe(
      'key_reused',
    );
    // The other side's keys are their own.
    expect((await contractor.offerWindows({ ...command, version: 4 })).windows?.by).toBe('contractor');
    const stale = await refused(contractor.offerWindows({ id, zone, windows, version: 3 }));
    expect(stale.data).toMatchObject({ appCode: 'stale_version', currentVersion: 5 });
  });

  it('is not found by anybody else', async () => {
    const { id } = put();
    const stranger = api.callerAs(aPrincipal({ roles: ['contractor'] })).contractor.jobs;
    expect(await codeOf(stranger.offerWindows({ id, zone, windows }))).toBe('not_found');
    const other = api.callerAs(henry).homeowner.requests;
    expect(await codeOf(other.offerWindows({ id, zone, windows }))).toBe('not_found');
  });
});

describe('confirmWindow', () => {
  it('agrees to a visit, books it and tells both sides', async () => {
    const { id } = put({ windows: offer('contractor', 24, 48) });
    const seen = await homeowner.confirmWindow({ id, start: later(48 * hour) });
    expect(seen).toMatchObject({ status: 'scheduled', windows: null, waitingOn: 'contractor' });
    expect(seen.visits).toStrictEqual([visit(48)]);
    expect(await lastEntry(id)).toMatchObject({
      type: 'scheduled',
      from: 'assigned',
      to: 'scheduled',
      facts: { ...window(48), zone },
      notices: [hannah, carl].map(({ userId: to }) => ({ to, kind: 'request_scheduled' })),
    });
    expect(await booked()).toStrictEqual([{ requestId: id, ...window(48) }]);
  });

  it('is for the side that did not offer', async () => {
    const start = later(24 * hour);
    const { id } = put({ windows: offer('homeowner', 24) });
    expect(await codeOf(homeowner.confirmWindow({ id, start }))).toBe('conflict');
    expect((await contractor.confirmWindow({ id, start })).status).toBe('scheduled');
    const { id: other } = put({ windows: offer('contractor', 72) });
    expect(await codeOf(contractor.confirmWindow({ id: other, start: later(72 * hour) }))).toBe('conflict');
  });

  it('needs a window that is offered and not over', async () => {
    const start = later(24 * hour);
    const { id: without } = put();
    expect(await codeOf(homeowner.confirmWindow({ id: without, start }))).toBe('conflict');
    const { id } = put({ windows: offer('contractor', 24) });
    expect(await fieldOf(homeowner.confirmWindow({ id, start: later(25 * hour) }))).toEqual([
      'start is not one of the times that were offered',
    ]);
    api.clock.set(later(26 * hour));
    expect(await fieldOf(homeowner.confirmWindow({ id, start }))).toEqual(['start has passed']);
    expect(await booked()).toEqual([]);
    // Under way is not over.
    api.clock.set(later(26 * hour - 1));
    expect((await homeowner.confirmWindow({ id, start })).status).toBe('scheduled');
  });

  it.each(noPlace)('is refused in %s', async (status) => {
    const { id } = put({ status, windows: offer('contractor', 24) });
    expect(await codeOf(homeowner.confirmWindow({ id, start: later(day) }))).toBe('invalid_transition');
  });

  it.each(['scheduled', 'in_progress'] as const)(
    'is refused in %s while nothing is offered',
    async (status) => {
      const { id } = put({ status, visits: [visit(24)] });
      expect(await codeOf(homeowner.confirmWindow({ id, start: later(day) }))).toBe('invalid_transition');
    },
  );

  it('replaces the agreed visit once scheduled, which is no move', async () => {
    const { id } = put({ windows: offer('contractor', 24) });
    await homeowner.confirmWindow({ id, start: later(24 * hour) });
    await homeowner.offerWindows({ id, zone, windows: [window(25)] });
    expect((await stored(id))?.visits).toStrictEqual([visit(24)]);
    const seen = await contractor.confirmWindow({ id, start: later(25 * hour) });
    expect(seen).toMatchObject({ status: 'scheduled', windows: null });
    expect(seen.visits).toStrictEqual([visit(24, 'cancelled'), visit(25)]);
    expect(await lastEntry(id)).toMatchObject({ type: 'scheduled', from: 'scheduled', to: 'scheduled' });
    expect(await booked()).toStrictEqual([{ requestId: id, ...window(25) }]);
  });

  it('calls a visit missed that was over before another was agreed on', async () => {
    const { id } = put({ status: 'scheduled', visits: [visit(-3)], windows: offer('contractor', 24) });
    const seen = await homeowner.confirmWindow({ id, start: later(24 * hour) });
    expect(seen.visits).toStrictEqual([visit(-3, 'missed'), visit(24)]);
  });

  it('adds a visit in progress: the one before was kept if its time has come', async () => {
    const { id } = put({
      status: 'in_progress',
      visits: [visit(-24, 'kept'), visit(24)],
      windows: offer('contractor', 48, 72),
    });
    const first = await homeowner.confirmWindow({ id, start: later(48 * hour) });
    expect(first.visits).toStrictEqual([visit(-24, 'kept'), visit(24, 'cancelled'), visit(48)]);
    await contractor.offerWindows({ id, zone, windows: [window(96)] });
    api.clock.set(later(48 * hour));
    const second = await homeowner.confirmWindow({ id, start: later(96 * hour) });
    expect(second).toMatchObject({ status: 'in_progress' });
    expect(second.visits.slice(2)).toStrictEqual([visit(48, 'kept'), visit(96)]);
    expect(await lastEntry(id)).toMatchObject({ type: 'scheduled', from: 'in_progress', to: 'in_progress' });
  });

  it('holds a repeat, an old version and an offer that is not accepted like any move, also where it is none', async () => {
    for (const status of ['assigned', 'scheduled'] as const) {
      const { id } = put({ status, windows: offer('contractor', status === 'assigned' ? 24 : 48) });
      const start = later((status === 'assigned' ? 24 : 48) * hour);
      const stale = await refused(homeowner.confirmWindow({ id, start, version: 3 }));
      expect(stale.data).toMatchObject({ appCode: 'stale_version', currentVersion: 4 });
      const command = { id, start, version: 4, commandKey: hexId() };
      const first = await homeowner.confirmWindow(command);
      expect(await homeowner.confirmWindow(command)).toStrictEqual(first);
      expect(await codeOf(homeowner.confirmWindow({ ...command, start: later(1) }))).toBe('key_reused');
      const award = anAward({ contractorId: carl.userId, acceptedAt: null });
      const { id: open } = put({ status, award, windows: offer('contractor', 96) });
      expect(await codeOf(homeowner.confirmWindow({ id: open, start: later(96 * hour) }))).toBe(
        'invalid_transition',
      );
    }
  });

  it('takes ten visits a request', async () => {
    const nine = Array.from({ length: 9 }, (_, index) => visit(-index - 3, 'cancelled'));
    const { id } = put({ visits: nine, windows: offer('contractor', 24) });
    expect((await homeowner.confirmWindow({ id, start: later(day) })).visits).toHaveLength(10);
    await contractor.offerWindows({ id, zone, windows: [window(48)] });
    expect(await codeOf(homeowner.confirmWindow({ id, start: later(2 * day) }))).toBe('case_full');
    expect((await stored(id))?.visits.at(-1)).toStrictEqual(visit(24));
  });
});

describe("the contractor's calendar", () => {
  /** Another homeowner's job, scheduled at that hour. */
  const scheduledElsewhere = async (from: number) => {
    const job = put({ homeownerId: henry.userId, windows: offer('contractor', from) });
    const { requests } = api.callerAs(henry).homeowner;
    await requests.confirmWindow({ id: job.id, start: later(from * hour) });
    return { id: job.id, requests };
  };
  const complete = (id: string) =>
    contractor.complete({
      id,
      note: 'All done',
      done: api.deps.categories.byCode('plumbing')?.checklist.map(({ code }) => code) ?? [],
      labourMinutes: 90,
      cost: { minor: 100, currency: 'EUR' },
    });
  const confirmAt = (from: number) => {
    const { id } = put({ windows: offer('contractor', from) });
    return homeowner.confirmWindow({ id, start: later(from * hour) });
  };

  it.each([23, 24, 25])('has no room for two visits at once (from hour %i)', async (from) => {
    const { id: other } = await scheduledElsewhere(24);
    const before = await booked();
    const { id } = put({ windows: offer('contractor', from) });
    const refusal = await refused(homeowner.confirmWindow({ id, start: later(from * hour) }));
    expect(refusal).toMatchObject({
      message: 'The contractor is already booked then',
      data: { appCode: 'conflict' },
    });
    expect(JSON.stringify(refusal)).not.toContain(other);
    expect(await stored(id)).toMatchObject({ status: 'assigned', version: 4 });
    expect(await booked()).toStrictEqual(before);
  });

  it.each([22, 26])('has room right before and right after (from hour %i)', async (from) => {
    await scheduledElsewhere(24);
    expect((await confirmAt(from)).status).toBe('scheduled');
    expect(await booked()).toHaveLength(2);
  });

  it('has room where a visit was given up, the job released, finished, or given to somebody else', async () => {
    const cancelled = await scheduledElsewhere(10);
    await cancelled.requests.cancelVisit({ id: cancelled.id, reason });
    const released = await scheduledElsewhere(20);
    await released.requests.release({ id: released.id, reason });
    const withdrawn = await scheduledElsewhere(30);
    await withdrawn.requests.cancel({ id: withdrawn.id, reason });
    const done = await scheduledElsewhere(5);
    await contractor.start({ id: done.id });
    await complete(done.id);
    const handedOn = await scheduledElsewhere(50);
    const now = await api.requests.find(handedOn.id, asOwner(henry.userId));
    if (now) api.requests.put({ ...now, award: anAward() });
    expect(await booked()).toHaveLength(5);
    for (const from of [11, 21, 31, 6, 51]) expect((await confirmAt(from)).status).toBe('scheduled');
    expect(await booked()).toHaveLength(5);
  });

  it.each(['in_progress', 'on_hold'] as const)(
    'has no room at a visit that is ahead or under way while the work goes on (%s)',
    async (status) => {
      const { id } = await scheduledElsewhere(5);
      await contractor.start({ id });
      if (status === 'on_hold') await contractor.hold({ id, holdReason: 'parts' });
      const { id: wanting } = put({ windows: offer('contractor', 6) });
      const wanted = { id: wanting, start: later(6 * hour) };
      for (const at of [0, 6]) {
        api.clock.set(later(at * hour));
        expect(await codeOf(homeowner.confirmWindow(wanted))).toBe('conflict');
      }
      const [shown] = await contractor.calendar({ from: later(0), to: later(day) });
      expect(shown).toMatchObject({ requestId: id, ...window(5) });
      if (status === 'on_hold') await contractor.resume({ id });
      await complete(id);
      expect(await contractor.calendar({ from: later(0), to: later(day) })).toEqual([]);
      expect((await homeowner.confirmWindow(wanted)).status).toBe('scheduled');
      expect((await booked()).map(({ requestId }) => requestId)).toEqual([wanting]);
    },
  );

  it('keeps a visit that is not over when a further one is agreed on', async () => {
    const { id, requests } = await scheduledElsewhere(5);
    await contractor.start({ id });
    const agreeTo = async (from: number) => {
      await contractor.offerWindows({ id, zone, windows: [window(from)] });
      await requests.confirmWindow({ id, start: later(from * hour) });
      return (await booked()).map(({ start }) => start);
    };
    // One's own visits may follow each other as closely as one likes.
    expect(await agreeTo(6)).toEqual([5, 6].map((from) => later(from * hour)));
    expect(await codeOf(confirmAt(4))).toBe('conflict');
    expect(await agreeTo(48)).toEqual([5, 48].map((from) => later(from * hour)));
    api.clock.set(later(7 * hour));
    expect(await agreeTo(72)).toEqual([later(72 * hour)]);
  });

  it('asks about what is in the way alone, and forgets what is over', async () => {
    const { id: first } = await scheduledElsewhere(2);
    const { id: second, requests } = await scheduledElsewhere(10);
    await requests.cancelVisit({ id: second, reason });
    api.clock.set(later(4 * hour));
    const { id: third } = await confirmAt(20);
    expect((await booked()).map(({ requestId }) => requestId)).toEqual([second, third]);
    expect(first).not.toBe(second);
  });

  it('holds 300 visits; those that do not stand make room', async () => {
    const { id: real } = await scheduledElsewhere(1);
    const full = Array.from({ length: 299 }, (_, index) => ({
      requestId: hexId(),
      ...window(100 + 2 * index),
    }));
    expect(await api.calendars.book(carl.userId, 1, [...(await booked()), ...full])).toBe(true);
    const { id } = await confirmAt(9_000);
    expect((await booked()).map(({ requestId }) => requestId)).toEqual([real, id]);

    const standing = Array.from({ length: 300 }, (_, index) => {
      const job = put({ homeownerId: henry.userId, status: 'scheduled', visits: [visit(100 + 2 * index)] });
      return { requestId: job.id, ...window(100 + 2 * index) };
    });
    expect(await api.calendars.book(carl.userId, 3, standing)).toBe(true);
    const { id: late } = put({ windows: offer('contractor', 9_100) });
    expect(await refused(homeowner.confirmWindow({ id: late, start: later(9_100 * hour) }))).toMatchObject({
      message: 'The contractor has no room for another visit',
      data: { appCode: 'conflict' },
    });
    expect(await booked()).toStrictEqual(standing);
  });

  it('shows the contractor what stands within a time, earliest first', async () => {
    const { id: late } = await scheduledElsewhere(48);
    const early = await confirmAt(24);
    const given = await scheduledElsewhere(30);
    await given.requests.cancelVisit({ id: given.id, reason });
    await scheduledElsewhere(100);
    const shown = await contractor.calendar({ from: later(25 * hour), to: later(49 * hour) });
    expect(shown).toMatchObject([
      { requestId: early.id, number: early.number, ...window(24), zone },
      { requestId: late, ...window(48), zone },
    ]);
    expect(await contractor.calendar({ from: later(26 * hour), to: later(48 * hour) })).toEqual([]);
    const other = api.callerAs(aPrincipal({ roles: ['contractor'] })).contractor.jobs;
    expect(await other.calendar({ from: later(0), to: later(60 * day) })).toEqual([]);
    expect(await codeOf(contractor.calendar({ from: later(0), to: later(63 * day) }))).toBe('bad_input');
  });
});

describe('cancelVisit', () => {
  it.each(['homeowner', 'contractor'] as const)('gives the visit up, by the %s, with why', async (role) => {
    const { id } = put({ status: 'scheduled', visits: [visit(-24, 'cancelled'), visit(24)] });
    const seen = await { homeowner, contractor }[role].cancelVisit({ id, reason });
    expect(seen).toMatchObject({ status: 'assigned', waitingOn: 'contractor' });
    expect(seen.visits).toStrictEqual([visit(-24, 'cancelled'), visit(24, 'cancelled')]);
    expect(await lastEntry(id)).toMatchObject({
      type: 'unscheduled',
      reason,
      facts: { ...window(24), zone },
      notices: [hannah, carl].map(({ userId: to }) => ({ to, kind: 'request_unscheduled' })),
    });
  });

  it('leaves open what has been offered, for the other side', async () => {
    const { id } = put({ status: 'scheduled', visits: [visit(24)], windows: offer('contractor', 48) });
    const seen = await contractor.cancelVisit({ id, reason });
    expect(seen).toMatchObject({ status: 'assigned', waitingOn: 'homeowner', windows: { by: 'contractor' } });
    expect((await homeowner.confirmWindow({ id, start: later(48 * hour) })).status).toBe('scheduled');
  });

  it('gives a further visit up in progress, which is no move', async () => {
    const { id } = put({ status: 'in_progress', visits: [visit(-2, 'kept'), visit(24)] });
    const stale = await refused(homeowner.cancelVisit({ id, reason, version: 3 }));
    expect(stale.data).toMatchObject({ appCode: 'stale_version', currentVersion: 4 });
    const seen = await homeowner.cancelVisit({ id, reason, version: 4 });
    expect(seen).toMatchObject({ status: 'in_progress' });
    expect(seen.visits).toStrictEqual([visit(-2, 'kept'), visit(24, 'cancelled')]);
    expect(await codeOf(homeowner.cancelVisit({ id, reason }))).toBe('invalid_transition');
  });

  it.each(['assigned', ...noPlace] as const)('is refused in %s, and without a reason', async (status) => {
    const { id } = put({ status });
    expect(await codeOf(homeowner.cancelVisit({ id, reason }))).toBe('invalid_transition');
    expect(await codeOf(homeowner.cancelVisit({ id, reason: '' }))).toBe('bad_input');
  });
});

describe('the end of the work', () => {
  it('ends what was agreed and what was offered', async () => {
    const done = { note: 'All done', labourMinutes: 90, cost: { minor: 100, currency: 'EUR' } };
    for (const [from, state] of [
      [-1, 'kept'],
      [24, 'cancelled'],
    ] as const) {
      const job = put({ status: 'in_progress', visits: [visit(from)], windows: offer('homeowner', 48) });
      const checklist = api.deps.categories.byCode(job.category)?.checklist.map(({ code }) => code) ?? [];
      const seen = await contractor.complete({ id: job.id, ...done, done: checklist });
      expect(seen.visits).toStrictEqual([visit(from, state)]);
      expect(seen.windows).toBeNull();
    }
  });
});
