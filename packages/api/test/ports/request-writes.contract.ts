import { describe, expect, it } from 'vitest';
import { commandRing } from '../../src/kernel/command.ts';
import { derivedOf } from '../../src/modules/request/request.derived.ts';
import { everyone, type ListScope, noProgress } from '../../src/modules/request/request.ports.ts';
import { everyField } from '../factories/progress.ts';
import { anEdit, anEntry, aRequest, asOwner } from '../factories/request.ts';
import { hexId, later } from '../factories/unique.ts';
import { commandNamed, idsOf, type RequestPorts, requestCases } from './request-cases.ts';

/** What every implementation of `Requests` must do when it is written to. */
export const requestWritesContract = (open: () => RequestPorts) => {
  const { requests } = open();
  const { inserted, wholeOf, changed } = requestCases(requests);

  describe('insert', () => {
    it('stores every field as it was', async () => {
      const request = await inserted({
        propertyId: hexId(),
        resolution: 'withdrawn',
        closingText: 'It is not ours to repair.',
        priorityFloor: 'high',
        status: 'on_hold',
        title: 'Ünïcode 🚰',
        place: { jurisdictionId: null, point: null, precision: null, cell: null },
      });
      expect(await requests.find(request.id, asOwner(request.homeownerId))).toStrictEqual(request);
    });

    it('keeps an address that came with undefined parts readable', async () => {
      const bare = aRequest();
      const address = { ...bare.address, line2: undefined, region: undefined };
      const request = await inserted({ address });
      const stored = await requests.find(request.id, asOwner(request.homeownerId));
      expect(stored?.address).toEqual(bare.address);
    });

    it('puts the event into the tail', async () => {
      const request = await inserted();
      const { tail, commands } = await wholeOf(request);
      expect(tail).toStrictEqual([anEntry(request)]);
      expect(commands).toStrictEqual([]);
    });

    it('refuses the same key of the same homeowner and stores nothing', async () => {
      const first = await inserted({}, commandNamed('key-one'));
      const second = aRequest({ homeownerId: first.homeownerId });
      expect(await requests.insert(second, anEntry(second), commandNamed('key-one'))).toBe('duplicate');
      expect(await requests.find(second.id, asOwner(second.homeownerId))).toBeUndefined();
    });

    it('takes one request for each day of a plan, and finds it for its homeowner', async () => {
      const homeownerId = hexId();
      const insertFor = async (planDue: string) => {
        const request = aRequest({ homeownerId });
        return {
          request,
          outcome: await requests.insert({ ...request, planDue }, anEntry(request), undefined),
        };
      };
      const due = `${hexId()}/2026-10-01`;
      const first = await insertFor(due);
      expect(first.outcome).toBe('inserted');
      expect((await insertFor(due)).outcome).toBe('duplicate');
      expect((await insertFor(`${hexId()}/2026-10-01`)).outcome).toBe('inserted');
      await inserted({ homeownerId });
      await inserted({ homeownerId });
      expect(await requests.plannedFor(homeownerId, due)).toStrictEqual(first.request);
      expect(await requests.plannedFor(hexId(), due)).toBeUndefined();
      expect(await requests.plannedFor(homeownerId, 'another')).toBeUndefined();
      expect(await requests.list(asOwner(homeownerId), { limit: 9 })).toHaveLength(4);
    });

    it("refuses a slot of the day that the homeowner's other request has taken", async () => {
      const homeownerId = hexId();
      const insertAt = (day: string, slot: number, owner = homeownerId) => {
        const request = aRequest({ homeownerId: owner });
        return requests.insert({ ...request, daySlot: { day, slot } }, anEntry(request), undefined);
      };
      expect(await insertAt('2026-03-01', 7)).toBe('inserted');
      expect(await insertAt('2026-03-01', 7)).toBe('slot_taken');
      expect(await insertAt('2026-03-01', 12)).toBe('inserted');
      expect(await insertAt('2026-03-02', 7)).toBe('inserted');
      expect(await insertAt('2026-03-01', 7, hexId())).toBe('inserted');
      await inserted({ homeownerId });
      const taken = await requests.takenSlots(homeownerId, '2026-03-01');
      expect(taken.toSorted((a, b) => a - b)).toEqual([7, 12]);
      expect(await requests.takenSlots(homeownerId, '2026-03-03')).toEqual([]);
      expect(await requests.list(asOwner(homeownerId), { limit: 9 })).toHaveLength(4);
    });

    it('lets two homeowners use the same key, and one homeowner none at all', async () => {
      await inserted({}, commandNamed('key-shared'));
      await inserted({}, commandNamed('key-shared'));
      const homeownerId = hexId();
      await inserted({ homeownerId });
      await inserted({ homeownerId });
      expect(await requests.list(asOwner(homeownerId), { limit: 5 })).toHaveLength(2);
    });

    it('refuses a number that is taken, whoever has it', async () => {
      const { number } = await inserted();
      const second = aRequest({ number });
      expect(await requests.insert(second, anEntry(second), undefined)).toBe('duplicate');
    });

    it('refuses an id that is taken', async () => {
      const { id } = await inserted();
      const second = aRequest({ id });
      expect(await requests.insert(second, anEntry(second), undefined)).toBe('duplicate');
    });

    it('lets one of twenty with the same key through', async () => {
      const homeownerId = hexId();
      const outcomes = await Promise.all(
        Array.from({ length: 20 }, () => {
          const request = aRequest({ homeownerId });
          return requests.insert(request, anEntry(request), commandNamed('key-raced'));
        }),
      );
      expect(outcomes.filter((outcome) => outcome === 'inserted')).toHaveLength(1);
      expect(await requests.list(asOwner(homeownerId), { limit: 50 })).toHaveLength(1);
    });
  });

  describe('createdWith', () => {
    it('finds what a key created, with the hash of what was asked', async () => {
      const request = await inserted({}, commandNamed('key-found'));
      expect(await requests.createdWith(request.homeownerId, 'key-found')).toStrictEqual({
        created: request,
        hash: 'hash of key-found',
      });
    });

    it('finds nothing for another homeowner or another key', async () => {
      const request = await inserted({}, commandNamed('key-mine'));
      expect(await requests.createdWith(hexId(), 'key-mine')).toBeUndefined();
      expect(await requests.createdWith(request.homeownerId, 'key-other')).toBeUndefined();
    });
  });

  describe('change', () => {
    it('sets the fields, counts the version and adds to the tail', async () => {
      const request = await inserted();
      const change = anEdit(request, { command: commandNamed('key-edit') });
      const changed = await requests.change({ ...change, entry: { ...change.entry, at: later(9) } });
      const expected = { ...request, title: 'Kitchen tap pours', version: 2, updatedAt: later(9) };
      expect(changed).toStrictEqual(expected);
      const whole = await wholeOf(request);
      expect(whole.request).toStrictEqual(expected);
      expect(whole.commands).toStrictEqual([commandNamed('key-edit')]);
      expect(whole.tail.map(({ seq }) => seq)).toEqual([1, 2]);
    });

    it('does nothing when the version or the status has moved on', async () => {
      const request = await inserted();
      expect(await requests.change(anEdit({ ...request, version: 2 }))).toBeUndefined();
      expect(await requests.change(anEdit({ ...request, status: 'quoting' }))).toBeUndefined();
      expect(await requests.change(anEdit(aRequest()))).toBeUndefined();
      expect((await wholeOf(request)).request).toStrictEqual(request);
    });

    it('lets one of twenty simultaneous changes win', async () => {
      const request = await inserted();
      const outcomes = await Promise.all(
        Array.from({ length: 20 }, (_, index) =>
          requests.change(anEdit(request, { set: { title: `Title ${index}` } })),
        ),
      );
      const winners = outcomes.filter((outcome) => outcome !== undefined);
      expect(winners).toHaveLength(1);
      const whole = await wholeOf(request);
      expect(whole.request).toStrictEqual(winners[0]);
      expect(whole.request.version).toBe(2);
      expect(whole.tail).toHaveLength(2);
    });

    it('remembers the last commands only', async () => {
      let request = await inserted();
      for (let index = 0; index < commandRing + 3; index += 1) {
        const changed = await requests.change(anEdit(request, { command: commandNamed(`key-${index}`) }));
        if (!changed) throw new Error('The change missed');
        request = changed;
      }
      const { commands } = await wholeOf(request);
      expect(commands.map(({ key }) => key)).toEqual(
        Array.from({ length: commandRing }, (_, index) => `key-${index + 3}`),
      );
    });
  });

  describe('progress', () => {
    it('is stored field by field as it was, with every part of it', async () => {
      const request = await inserted();
      const set = everyField(hexId(), {
        status: 'completed',
        resolution: 'fixed',
        closingText: 'It is done.',
        waitingOn: 'none',
        hold: {
          reason: 'permit',
          by: 'contractor',
          from: 'in_progress',
          since: later(1),
          until: later(2),
        },
      });
      const after = await changed(request, set);
      expect(after).toStrictEqual({ ...request, ...set, version: 2 });
      expect((await wholeOf(request)).request).toStrictEqual(after);
      expect(await requests.many([request.id])).toStrictEqual([after]);
    });

    it('goes back to nothing', async () => {
      const request = await inserted();
      const after = await changed(request, everyField(hexId(), { status: 'completed' }));
      expect(await changed(after, { ...noProgress, status: 'submitted' })).toStrictEqual({
        ...request,
        version: 3,
      });
      expect((await wholeOf(request)).request).toMatchObject({ ...noProgress });
    });

    it('stays as it is where a write does not set it', async () => {
      const request = await inserted();
      const set = everyField(hexId(), { status: 'completed' });
      const after = await changed(await changed(request, set), { returnedCount: 13 });
      expect(after).toStrictEqual({ ...request, ...set, returnedCount: 13, version: 3 });
    });

    it('may be there when a request is inserted', async () => {
      const request = await inserted(everyField(hexId(), { status: 'completed' }));
      expect((await wholeOf(request)).request).toStrictEqual(request);
    });
  });

  describe('what follows from a request', () => {
    const published = { status: 'quoting', openTo: [everyone] } as const;
    const board = (category: string): ListScope => ({
      by: 'board',
      keys: derivedOf(aRequest({ ...published, category })).board,
    });

    it('puts it on the board and takes it off again', async () => {
      const category = `trade-${hexId()}`;
      const request = await inserted({ category });
      const shown = () => requests.list(board(category), { limit: 5 });
      expect(await shown()).toEqual([]);
      const quoting = await changed(request, published);
      expect(await shown()).toStrictEqual([quoting]);
      await changed(quoting, { status: 'submitted', openTo: [] });
      expect(await shown()).toEqual([]);
    });

    it('says when the clock has to look at it, most overdue first', async () => {
      // Long before whatever other tests leave behind.
      const at = (day: number) => new Date(Date.UTC(1980, 0, day));
      const dueBy = (day: number, limit = 100) => requests.due(at(day), limit);
      const quoting = (day: number) => ({ ...published, quoteDueAt: at(day) });
      const late = await changed(await inserted(), quoting(5));
      const early = await changed(await inserted(), quoting(3));
      const fresh = await inserted(quoting(4));
      await inserted();
      expect(await dueBy(2)).toEqual([]);
      expect(await dueBy(3)).toEqual([early.id]);
      expect(await dueBy(9)).toEqual(idsOf([early, fresh, late]));
      expect(await dueBy(9, 2)).toEqual(idsOf([early, fresh]));
      await changed(early, { quotesDueTold: true });
      expect(await dueBy(9)).toEqual(idsOf([fresh, late]));
      await changed(late, { quoteDueAt: at(20) });
      expect(await dueBy(9)).toEqual([fresh.id]);
      expect(await dueBy(20)).toEqual(idsOf([fresh, late]));
      await changed(fresh, { quotesDueTold: true });
    });
  });
};
