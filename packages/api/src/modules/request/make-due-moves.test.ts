import { terms } from '@pmp/contracts/lifecycle';
import { beforeEach, describe, expect, it } from 'vitest';
import { anAward } from '../../../test/factories/award.ts';
import { aRequest, asOwner } from '../../../test/factories/request.ts';
import { hexId, instant } from '../../../test/factories/unique.ts';
import { fakeBeside } from '../../../test/fakes/fake-look.ts';
import { createTestApi } from '../../../test/testing.ts';
import { system } from '../../kernel/actor.ts';
import { AppError } from '../../kernel/app-error.ts';
import { makeDueMoves, nobodyCame, unanswered } from './make-due-moves.ts';
import { everyone, type Request } from './request.ports.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const inHours = (hours: number) => new Date(instant.getTime() + hours * hourMs);
const inDays = (days: number) => inHours(days * 24);

const contractorId = hexId();
const other = hexId();
const visit = { start: inHours(22), end: inHours(24), zone: 'Europe/Berlin', state: 'confirmed' } as const;
const completion = {
  at: instant,
  note: 'Done',
  done: [],
  labourMinutes: 60,
  cost: { minor: 5_000, currency: 'EUR' },
  warrantyUntil: null,
};
const hold = { reason: 'parts', by: 'contractor', from: 'in_progress', since: instant } as const;

/** What waits for the clock, when it is due, and what is there afterwards. */
const rules: Record<string, { put: Partial<Request>; dueAt: Date; then: Partial<Request>; event: object }> = {
  'quotes are due': {
    put: { status: 'quoting', openTo: [other], quoteDueAt: inDays(3), waitingOn: 'contractor' },
    dueAt: inDays(3),
    then: { status: 'quoting', openTo: [other], quotesDueTold: true, waitingOn: 'homeowner' },
    event: { type: 'reminded', reason: null },
  },
  'an offer was not answered': {
    put: { status: 'assigned', award: anAward({ contractorId, acceptedAt: null, acceptDueAt: inDays(2) }) },
    dueAt: inDays(2),
    then: { status: 'submitted', award: null, lastContractorId: null, waitingOn: 'homeowner' },
    event: { type: 'released', reason: unanswered, facts: { contractorId } },
  },
  'an offer was not answered where others may quote': {
    put: {
      status: 'assigned',
      openTo: [contractorId, other, everyone],
      award: anAward({ contractorId, acceptedAt: null, acceptDueAt: inDays(2) }),
    },
    dueAt: inDays(2),
    then: { status: 'quoting', award: null, openTo: [other, everyone] },
    event: { type: 'released', reason: unanswered },
  },
  'nobody came': {
    put: { status: 'scheduled', award: anAward({ contractorId }), visits: [visit] },
    dueAt: new Date(visit.end.getTime() + terms.noShowDays * dayMs),
    then: { status: 'submitted', award: null, visits: [] },
    event: {
      type: 'released',
      reason: nobodyCame,
      facts: { contractorId, start: visit.start, end: visit.end, zone: visit.zone },
    },
  },
  'a hold is over': {
    put: {
      status: 'on_hold',
      award: anAward({ contractorId }),
      hold: { ...hold, until: inDays(5) },
      waitingOn: 'none',
    },
    dueAt: inDays(5),
    then: { status: 'in_progress', hold: null, waitingOn: 'contractor' },
    event: { type: 'resumed' },
  },
  'completed work waits for an answer': {
    put: { status: 'completed', award: anAward({ contractorId }), completion },
    dueAt: inDays(terms.silenceDays - 1),
    then: { status: 'completed', reminded: true, completion },
    event: { type: 'reminded' },
  },
  'nobody answered': {
    put: { status: 'completed', award: anAward({ contractorId }), completion, reminded: true },
    dueAt: inDays(terms.silenceDays),
    then: { status: 'closed', resolution: 'fixed', waitingOn: 'none', endedAt: inDays(terms.silenceDays) },
    event: { type: 'confirmed' },
  },
  'nobody answered or paid': {
    put: {
      status: 'completed',
      award: anAward({ contractorId }),
      completion,
      reminded: true,
      invoice: { id: hexId(), total: completion.cost, state: 'published' },
    },
    dueAt: inDays(terms.silenceDays),
    then: { status: 'closed', resolution: 'fixed', waitingOn: 'homeowner' },
    event: { type: 'confirmed' },
  },
};

describe('the clock', () => {
  let api = createTestApi();
  let faults: unknown[] = [];
  beforeEach(() => {
    api = createTestApi();
    faults = [];
  });
  const run = () => makeDueMoves(api.deps, (error) => faults.push(error));
  const runAt = (at: Date) => {
    api.clock.set(at);
    return run();
  };
  const put = (overrides: Partial<Request>) => {
    const request = aRequest({ version: 4, ...overrides });
    api.requests.put(request);
    return request;
  };
  const wholeOf = async ({ id, homeownerId }: Request) => {
    const whole = await api.requests.findWhole(id, asOwner(homeownerId));
    if (!whole) throw new Error('The request is gone');
    return whole;
  };
  const typesOf = async (request: Request) => (await wholeOf(request)).tail.map(({ type }) => type);

  describe.each(Object.entries(rules))('%s', (_, { put: overrides, dueAt, then, event }) => {
    it('does nothing the instant before', async () => {
      const request = put(overrides);
      expect(await runAt(new Date(dueAt.getTime() - 1))).toBe(0);
      expect(await wholeOf(request)).toMatchObject({ request, tail: [] });
    });

    it('sees to it at the instant, once, in its own name', async () => {
      const request = put(overrides);
      expect(await runAt(dueAt)).toBe(1);
      const whole = await wholeOf(request);
      expect(whole.request).toMatchObject({ ...then, version: 5, updatedAt: dueAt });
      expect(whole.tail).toMatchObject([{ ...event, seq: 5, at: dueAt, actor: system }]);
      const told = whole.tail[0]?.notices.map(({ to }) => to);
      const isReminder = whole.tail[0]?.type === 'reminded';
      expect(told).toEqual([request.homeownerId, ...(isReminder ? [] : [contractorId])]);
      expect(await run()).toBe(0);
      expect(await wholeOf(request)).toEqual(whole);
      expect(faults).toEqual([]);
    });

    it('leaves it alone when somebody else was faster', async () => {
      const request = put(overrides);
      const { many } = api.requests;
      // Between the batch that was read and the move, the request changes.
      api.deps.requests.many = async (ids) => {
        const found = await many(ids);
        const faster = { ...request, version: 5, title: 'Somebody was here' };
        api.requests.put(faster);
        return found;
      };
      expect(await runAt(dueAt)).toBe(0);
      expect((await wholeOf(request)).request).toMatchObject({ version: 5, status: request.status });
      expect(await typesOf(request)).toEqual([]);
      expect(faults).toEqual([]);
    });
  });

  it('lets no stopped work go on, however long it takes', async () => {
    const stopped = { ...hold, reason: 'stop_work', until: inDays(1) } as const;
    const request = put({ status: 'on_hold', award: anAward({ contractorId }), hold: stopped });
    expect(await runAt(inDays(400))).toBe(0);
    expect((await wholeOf(request)).request).toEqual(request);
  });

  it('closes nothing while a change order waits for its answer', async () => {
    const changeOrders = [{ id: hexId(), total: completion.cost, state: 'proposed' }] as const;
    const award = anAward({ contractorId, changeOrders: [...changeOrders] });
    const request = put({ status: 'completed', award, completion });
    expect(await runAt(inDays(400))).toBe(0);
    expect((await wholeOf(request)).request).toEqual(request);
  });

  it('closes at once what it should have reminded of a day ago', async () => {
    const request = put({ status: 'completed', award: anAward({ contractorId }), completion });
    expect(await runAt(inDays(terms.silenceDays))).toBe(1);
    expect(await typesOf(request)).toEqual(['confirmed']);
  });

  it('goes back to a scheduled visit, or to none where that has passed meanwhile', async () => {
    const paused = { ...hold, from: 'scheduled', until: inHours(30) } as const;
    const ahead = { ...visit, start: inHours(48), end: inHours(50) };
    const held = { status: 'on_hold', award: anAward({ contractorId }), hold: paused } as const;
    const passed = put({ ...held, visits: [visit] });
    const kept = put({ ...held, visits: [ahead] });
    expect(await runAt(inHours(30))).toBe(2);
    expect((await wholeOf(passed)).request).toMatchObject({
      status: 'assigned',
      visits: [{ ...visit, state: 'missed' }],
    });
    expect((await wholeOf(kept)).request).toMatchObject({ status: 'scheduled', visits: [ahead] });
  });

  const quotesDue = { status: 'quoting', openTo: [other], quoteDueAt: inDays(1) } as const;

  it('goes on with the rest when one fails, tells of it, and tries that one again in the next run', async () => {
    const poor = put({ ...quotesDue, quoteDueAt: inHours(1) });
    const rest = Array.from({ length: 130 }, () => put(quotesDue));
    const { change } = api.requests;
    let attempts = 0;
    api.deps.requests.change = async (asked) => {
      if (asked.request.id !== poor.id) return change(asked);
      attempts += 1;
      throw new Error('poor');
    };
    expect(await runAt(inDays(1))).toBe(rest.length);
    expect([attempts, faults]).toEqual([1, [new Error('poor')]]);
    api.deps.requests.change = change;
    expect(await run()).toBe(1);
    expect(await typesOf(poor)).toEqual(['reminded']);
  });

  it('reaches those behind more failing ones than a batch holds', async () => {
    const poor = new Set(Array.from({ length: 230 }, () => put({ ...quotesDue, quoteDueAt: inHours(1) }).id));
    const behind = put(quotesDue);
    const { change } = api.requests;
    api.deps.requests.change = async (asked) => {
      if (poor.has(asked.request.id)) throw new Error('poor');
      return change(asked);
    };
    expect(await runAt(inDays(1))).toBe(1);
    expect(await typesOf(behind)).toEqual(['reminded']);
    expect(faults).toHaveLength(poor.size);
  });

  it('ends the run when the database is away', async () => {
    put(quotesDue);
    put(quotesDue);
    let attempts = 0;
    api.deps.requests.change = async () => {
      attempts += 1;
      throw new AppError('unavailable', 'away');
    };
    await expect(runAt(inDays(1))).rejects.toThrow('away');
    expect([attempts, faults]).toEqual([1, []]);
  });

  it('is bounded: fifty batches of a hundred, and the rest the next time', async () => {
    for (let index = 0; index < 5_003; index += 1) put({ ...quotesDue, id: hexId() });
    const limits: number[] = [];
    const { due } = api.requests;
    api.deps.requests.due = (now, limit) => {
      limits.push(limit);
      return due(now, limit);
    };
    // The fake copies a case at every step, and this is about batches alone.
    api.deps.requests.findWhole = async (id, _scope, looks) => {
      const [request] = await api.requests.many([id]);
      return request && { request, commands: [], tail: [], beside: fakeBeside(request, looks) };
    };
    expect(await runAt(inDays(1))).toBe(5_000);
    expect(limits).toEqual(Array.from({ length: 50 }, () => 100));
    expect(await run()).toBe(3);
  });

  it('brings each case to its end in two years of clock, one step at a time', async () => {
    const cases = Object.values(rules).map((rule) => put({ ...rule.put }));
    const quiet = (['draft', 'submitted', 'in_progress', 'closed', 'cancelled', 'rejected'] as const).map(
      (status) =>
        put({ status, quoteDueAt: inDays(1), ...(status === 'in_progress' && { completion: null }) }),
    );
    const took: [Request, string, Date][] = [];
    for (let at = instant; at <= inDays(730); at = new Date(at.getTime() + 6 * hourMs)) {
      const before = await Promise.all(cases.map(wholeOf));
      await runAt(at);
      for (const [index, request] of cases.entries()) {
        const { tail } = await wholeOf(request);
        for (const { type } of tail.slice(before[index]?.tail.length)) took.push([request, type, at]);
      }
    }
    const expected = Object.values(rules).flatMap(({ dueAt, event }, index) => {
      const steps = [[cases[index], 'type' in event && event.type, dueAt]];
      // Reminded is not answered: the next day it closes.
      if (index === 5) steps.push([cases[index], 'confirmed', inDays(terms.silenceDays)]);
      return steps;
    });
    expect(took).toHaveLength(expected.length);
    expect(took).toEqual(expect.arrayContaining(expected));
    for (const request of quiet) expect((await wholeOf(request)).request).toEqual(request);
    expect(await api.requests.due(inDays(9_999), 10)).toEqual([]);
    expect(faults).toEqual([]);
  });
});
