import { describe, expect, it } from 'vitest';
import { type CommandRecord, commandRing } from '../../src/kernel/command.ts';
import type { Plan, PlanChange, Plans } from '../../src/modules/plan/plan.ports.ts';
import { aPlan } from '../factories/plan.ts';
import { hexId, instant, later } from '../factories/unique.ts';

const commandNamed = (key: string): CommandRecord => ({ key, hash: `hash of ${key}` });
const idsOf = (plans: readonly { id: string }[]) => plans.map(({ id }) => id);

const aRename = (plan: Plan, overrides: Partial<PlanChange> = {}): PlanChange => ({
  id: plan.id,
  ownerId: plan.ownerId,
  expectedVersion: plan.version,
  set: { title: 'Sweep the chimney' },
  at: later(60),
  command: undefined,
  ...overrides,
});

/** What every implementation of `Plans` must do. */
export const plansContract = (open: () => Plans) => {
  const plans = open();
  const inserted = async (overrides: Partial<Plan> = {}, command?: CommandRecord) => {
    const plan = aPlan(overrides);
    expect(await plans.insert(plan, command)).toBe('inserted');
    return plan;
  };
  const stored = async ({ id, ownerId }: Plan) => (await plans.own(id, ownerId))?.plan;

  it('stores every field as it was', async () => {
    const plan = await inserted({
      priority: 'high',
      lastDueAt: later(-60),
      lastRequestId: hexId(),
      pausedBecause: 'asked',
      endedAt: later(5),
    });
    expect(await plans.own(plan.id, plan.ownerId)).toStrictEqual({ plan, commands: [] });
    const quiet = await inserted({ makeAt: null, upcoming: [] });
    expect(await stored(quiet)).toStrictEqual(quiet);
  });

  it('answers undefined for another owner and for what is missing', async () => {
    const { id, ownerId } = await inserted();
    expect(await plans.own(id, hexId())).toBeUndefined();
    expect(await plans.own(hexId(), ownerId)).toBeUndefined();
  });

  it('refuses the same key of the same owner, or a taken id, and stores nothing', async () => {
    const first = await inserted({}, commandNamed('key-one'));
    const second = aPlan({ ownerId: first.ownerId });
    expect(await plans.insert(second, commandNamed('key-one'))).toBe('duplicate');
    expect(await stored(second)).toBeUndefined();
    expect(await plans.insert(aPlan({ id: first.id }), undefined)).toBe('duplicate');
    await inserted({}, commandNamed('key-one'));
    await inserted({ ownerId: first.ownerId });
  });

  it('refuses a taken slot, and gives it back when the plan ends', async () => {
    const ownerId = hexId();
    const first = aPlan({ ownerId });
    expect(await plans.insert({ ...first, slot: 0 }, undefined)).toBe('inserted');
    expect(await plans.insert({ ...aPlan({ ownerId }), slot: 0 }, undefined)).toBe('slot_taken');
    expect(await plans.insert({ ...aPlan(), slot: 0 }, undefined)).toBe('inserted');
    expect(await plans.insert({ ...aPlan({ ownerId }), slot: 7 }, undefined)).toBe('inserted');
    expect((await plans.takenSlots(ownerId)).toSorted((a, b) => a - b)).toEqual([0, 7]);
    await plans.change(aRename(first, { set: { endedAt: later(60) } }));
    expect(await plans.takenSlots(ownerId)).toEqual([7]);
    expect(await plans.insert({ ...aPlan({ ownerId }), slot: 0 }, undefined)).toBe('inserted');
  });

  it('finds what a key created, for its owner only', async () => {
    const plan = await inserted({}, commandNamed('key-found'));
    expect(await plans.createdWith(plan.ownerId, 'key-found')).toStrictEqual({
      created: plan,
      hash: 'hash of key-found',
    });
    expect(await plans.createdWith(hexId(), 'key-found')).toBeUndefined();
    expect(await plans.createdWith(plan.ownerId, 'key-other')).toBeUndefined();
  });

  it('lists the own, newest first, one more than the limit, in both directions', async () => {
    const ownerId = hexId();
    await inserted();
    const made: Plan[] = [];
    for (const at of [instant, instant, later(1), instant])
      made.push(await inserted({ ownerId, createdAt: at }));
    const newestFirst = made.toSorted((a, b) => (a.sortKey < b.sortKey ? 1 : -1));
    expect(await plans.listOwned(ownerId, { limit: 9 })).toStrictEqual(newestFirst);
    expect(await plans.listOwned(ownerId, { limit: 1 })).toHaveLength(2);
    const cursor = newestFirst[1]?.sortKey;
    expect(idsOf(await plans.listOwned(ownerId, { limit: 9, cursor }))).toEqual(idsOf(newestFirst.slice(2)));
    const back = await plans.listOwned(ownerId, { limit: 9, cursor, direction: 'backward' });
    expect(idsOf(back)).toEqual(idsOf(newestFirst.slice(0, 1)));
  });

  describe('change', () => {
    it('sets the fields, counts the version and remembers the command', async () => {
      const plan = await inserted();
      const set = {
        propertyId: hexId(),
        priority: 'urgent',
        upcoming: [later(9)],
        makeAt: later(3),
      } as const;
      const change = aRename(plan, {
        set: { ...set, upcoming: [later(9)] },
        command: commandNamed('key-change'),
      });
      const expected = { ...plan, ...set, version: 2, updatedAt: later(60) };
      expect(await plans.change(change)).toStrictEqual(expected);
      expect(await plans.own(plan.id, plan.ownerId)).toStrictEqual({
        plan: expected,
        commands: [commandNamed('key-change')],
      });
    });

    it('does nothing for a version that has passed or an owner that is another', async () => {
      const plan = await inserted();
      expect(await plans.change(aRename(plan, { expectedVersion: 2 }))).toBeUndefined();
      expect(await plans.change(aRename(plan, { ownerId: hexId() }))).toBeUndefined();
      expect(await stored(plan)).toStrictEqual(plan);
    });

    it('lets one of twenty simultaneous changes win, and remembers the last commands only', async () => {
      const plan = await inserted();
      const outcomes = await Promise.all(
        Array.from({ length: 20 }, (_, index) =>
          plans.change(aRename(plan, { set: { title: `Title ${index}` } })),
        ),
      );
      const winners = outcomes.filter((outcome) => outcome !== undefined);
      expect(winners).toHaveLength(1);
      expect(await stored(plan)).toStrictEqual(winners[0]);
      for (let index = 0; index < commandRing + 2; index += 1) {
        const command = commandNamed(`key-${index}`);
        expect(await plans.change(aRename(plan, { expectedVersion: index + 2, command }))).toBeDefined();
      }
      const own = await plans.own(plan.id, plan.ownerId);
      expect(own?.commands).toHaveLength(commandRing);
      expect(own?.commands[0]).toEqual(commandNamed('key-2'));
    });
  });

  describe('due and advance', () => {
    // Far from the other tests' plans, which are due later.
    const early = new Date('2020-01-01T00:00:00Z');
    const at = (seconds: number) => new Date(early.getTime() + seconds * 1000);

    it('finds those whose time has come, the longest overdue first, until they have moved on', async () => {
      const [second, first, notYet] = [
        await inserted({ makeAt: at(20) }),
        await inserted({ makeAt: at(10) }),
        await inserted({ makeAt: at(21) }),
      ];
      await inserted({ makeAt: null, upcoming: [] });
      expect(await plans.due(at(20), 9)).toStrictEqual([first, second]);
      expect(idsOf(await plans.due(at(20), 1))).toEqual([first.id]);
      expect(await plans.due(at(9), 9)).toEqual([]);

      const lastRequestId = hexId();
      const set = { makeAt: at(40), upcoming: [at(50)], lastDueAt: at(20), lastRequestId };
      const step = { id: first.id, expectedVersion: 1, makeAt: at(10), set, at: at(30) };
      expect(await plans.advance(step)).toBe(true);
      expect(await stored(first)).toStrictEqual({ ...first, ...set, version: 2, updatedAt: at(30) });
      expect(await plans.advance(step)).toBe(false);
      expect(await plans.advance({ ...step, expectedVersion: 2 })).toBe(false);
      expect(await plans.advance({ ...step, id: hexId() })).toBe(false);
      const paused = { pausedBecause: 'property_gone', makeAt: null, upcoming: [] } as const;
      const pause = { ...step, id: second.id, makeAt: at(20), set: { ...paused, upcoming: [] } };
      expect(await plans.advance(pause)).toBe(true);
      expect(await stored(second)).toMatchObject(paused);
      expect(idsOf(await plans.due(at(39), 9))).toEqual([notYet.id]);
      const end = { set: { makeAt: null }, at: at(30) };
      await plans.advance({ ...end, id: notYet.id, expectedVersion: 1, makeAt: at(21) });
      await plans.advance({ ...end, id: first.id, expectedVersion: 2, makeAt: at(40) });
      expect(await plans.due(at(60), 9)).toEqual([]);
    });

    it('leave a plan as its owner changed it meanwhile, and due', async () => {
      const plan = await inserted({ makeAt: at(10) });
      const set = { upcoming: [later(9)], rrule: 'FREQ=DAILY' };
      const changed = await plans.change(aRename(plan, { set }));
      const step = { id: plan.id, expectedVersion: 1, makeAt: at(10), set: { makeAt: null }, at: at(30) };
      expect(await plans.advance(step)).toBe(false);
      expect(await stored(plan)).toStrictEqual(changed);
      expect(await plans.due(at(20), 9)).toStrictEqual([changed]);
      expect(await plans.advance({ ...step, expectedVersion: 2 })).toBe(true);
    });

    it('lets one of twenty simultaneous steps win', async () => {
      const plan = await inserted({ makeAt: at(10) });
      const set = { makeAt: null, upcoming: [] };
      const step = { id: plan.id, expectedVersion: 1, makeAt: at(10), set, at: at(30) };
      const outcomes = await Promise.all(Array.from({ length: 20 }, () => plans.advance(step)));
      expect(outcomes.filter((won) => won)).toHaveLength(1);
      expect((await stored(plan))?.version).toBe(2);
    });
  });
};
