import type { Page } from '@pmp/contracts/page';
import { describe, expect, it } from 'vitest';
import { type CommandRecord, commandRing } from '../../src/kernel/command.ts';
import { type PageRequest, toPage } from '../../src/kernel/page.ts';
import type { Tails } from '../../src/modules/event/event.ports.ts';
import type { ListScope, Request, Requests } from '../../src/modules/request/request.ports.ts';
import { aPlace } from '../factories/place.ts';
import { anEdit, anEntry, aRequest, asOfficial, asOwner } from '../factories/request.ts';
import { hexId, instant, later } from '../factories/unique.ts';

const commandNamed = (key: string): CommandRecord => ({ key, hash: `hash of ${key}` });
const idsOf = (requests: readonly { id: string }[]) => requests.map(({ id }) => id);

/** What every implementation of `Requests` and `Tails` must do. They share the records, so they are held together. */
export const requestsContract = (open: () => { requests: Requests; tails: Tails }) => {
  const { requests, tails } = open();

  const inserted = async (overrides: Partial<Request> = {}, command?: CommandRecord) => {
    const request = aRequest(overrides);
    expect(await requests.insert(request, anEntry(request), command)).toBe('inserted');
    return request;
  };
  const wholeOf = async ({ id, homeownerId }: Request) => {
    const whole = await requests.findWhole(id, asOwner(homeownerId));
    if (!whole) throw new Error('The request is gone');
    return whole;
  };
  /** Every page of a list, as a caller walks it. */
  const walk = async (homeownerId: string, limit: number, direction?: 'forward' | 'backward') => {
    const pages: string[][] = [];
    let cursor: string | null = null;
    for (let turn = 0; turn < 20; turn += 1) {
      const query: PageRequest = { limit, cursor, direction };
      const page: Page<string> = toPage(
        query,
        await requests.list(asOwner(homeownerId), query),
        ({ id }) => id,
      );
      pages.push(page.items);
      cursor = page.nextCursor;
      if (cursor === null) return pages;
    }
    throw new Error('The list does not end');
  };

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

    it('takes one request for each date of a plan, and finds it for its homeowner', async () => {
      const homeownerId = hexId();
      const insertFor = async (planDue: string) => {
        const request = aRequest({ homeownerId });
        return {
          request,
          outcome: await requests.insert({ ...request, planDue }, anEntry(request), undefined),
        };
      };
      const due = `${hexId()}/2026-10-01T07:00:00.000Z`;
      const first = await insertFor(due);
      expect(first.outcome).toBe('inserted');
      expect((await insertFor(due)).outcome).toBe('duplicate');
      expect((await insertFor(`${hexId()}/2026-10-01T07:00:00.000Z`)).outcome).toBe('inserted');
      await inserted({ homeownerId });
      await inserted({ homeownerId });
      expect(await requests.plannedFor(homeownerId, due)).toStrictEqual(first.request);
      expect(await requests.plannedFor(hexId(), due)).toBeUndefined();
      expect(await requests.plannedFor(homeownerId, 'another')).toBeUndefined();
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

  describe('scoped reads', () => {
    it('answer undefined for another owner and for what is missing', async () => {
      const { id, homeownerId } = await inserted();
      expect(await requests.find(id, asOwner(hexId()))).toBeUndefined();
      expect(await requests.findWhole(id, asOwner(hexId()))).toBeUndefined();
      expect(await requests.find(hexId(), asOwner(homeownerId))).toBeUndefined();
      expect(await requests.findWhole(hexId(), asOwner(homeownerId))).toBeUndefined();
    });

    it('hand out copies', async () => {
      const request = await inserted();
      const read = await requests.find(request.id, asOwner(request.homeownerId));
      if (read) read.title = 'changed in memory';
      expect((await requests.find(request.id, asOwner(request.homeownerId)))?.title).toBe(request.title);
    });
  });

  describe('reads of officials', () => {
    const unplaced = { place: { jurisdictionId: null, point: null, precision: null, cell: null } };

    it('reach what lies in their jurisdiction and what could be placed nowhere', async () => {
      for (const overrides of [{}, unplaced]) {
        const request = await inserted(overrides);
        expect(await requests.find(request.id, asOfficial())).toStrictEqual(request);
        expect((await requests.findWhole(request.id, asOfficial()))?.request).toStrictEqual(request);
      }
      const { id } = await inserted({ place: aPlace({ jurisdictionId: 'milford' }) });
      expect(await requests.find(id, asOfficial())).toBeUndefined();
      expect(await requests.findWhole(id, asOfficial())).toBeUndefined();
      expect(await requests.find(id, asOfficial('milford'))).toBeDefined();
      expect(await requests.find(hexId(), asOfficial())).toBeUndefined();
    });

    it("never reach a draft, which is its owner's alone", async () => {
      const jurisdictionId = `drafts-${hexId()}`;
      const draft = await inserted({ status: 'draft', place: aPlace({ jurisdictionId }) });
      expect(await requests.find(draft.id, asOfficial(jurisdictionId))).toBeUndefined();
      expect(await requests.findWhole(draft.id, asOfficial(jurisdictionId))).toBeUndefined();
      expect(await requests.list(asOfficial(jurisdictionId), { limit: 5 })).toEqual([]);
      expect(await requests.list(asOfficial(jurisdictionId), { limit: 5, status: 'draft' })).toEqual([]);
      expect(await requests.find(draft.id, asOwner(draft.homeownerId))).toStrictEqual(draft);
    });

    it('list one jurisdiction, newest first, by page and status', async () => {
      const jurisdictionId = `city-${hexId()}`;
      const place = aPlace({ jurisdictionId });
      await inserted();
      await inserted(unplaced);
      const oldest = await inserted({ place, createdAt: later(1) });
      const middle = await inserted({ place, createdAt: later(2), status: 'rejected' });
      const newest = await inserted({ place, createdAt: later(3) });
      const here = asOfficial(jurisdictionId);
      expect(idsOf(await requests.list(here, { limit: 10 }))).toEqual(idsOf([newest, middle, oldest]));
      const next = { limit: 1, cursor: newest.sortKey };
      expect(idsOf(await requests.list(here, next))).toEqual(idsOf([middle, oldest]));
      const submitted = { limit: 10, status: 'submitted' } as const;
      expect(idsOf(await requests.list(here, submitted))).toEqual(idsOf([newest, oldest]));
      const after = { ...submitted, cursor: newest.sortKey };
      expect(idsOf(await requests.list(here, after))).toEqual(idsOf([oldest]));
    });

    it('list what could be placed nowhere apart from all jurisdictions', async () => {
      const nowhere: ListScope = { by: 'official', jurisdictionId: null };
      await inserted();
      const lost = await inserted({ ...unplaced, createdAt: later(90_000) });
      const turnedDown = await inserted({ ...unplaced, createdAt: later(90_001), status: 'rejected' });
      const found = await requests.list(nowhere, { limit: 100 });
      expect(idsOf(found).slice(0, 2)).toEqual(idsOf([turnedDown, lost]));
      expect(found.every(({ place }) => place.jurisdictionId === null)).toBe(true);
      const rejected = await requests.list(nowhere, { limit: 100, status: 'rejected' });
      expect(idsOf(rejected)).toEqual([turnedDown.id]);
    });
  });

  describe('list', () => {
    it('answers the newest first, only the own, and one more than the limit', async () => {
      const homeownerId = hexId();
      await inserted();
      const old = await inserted({ homeownerId, createdAt: later(1) });
      const newest = await inserted({ homeownerId, createdAt: later(3) });
      const middle = await inserted({ homeownerId, createdAt: later(2) });
      expect(idsOf(await requests.list(asOwner(homeownerId), { limit: 10 }))).toEqual(
        idsOf([newest, middle, old]),
      );
      expect(idsOf(await requests.list(asOwner(homeownerId), { limit: 1 }))).toEqual(idsOf([newest, middle]));
      expect(await requests.list(asOwner(hexId()), { limit: 10 })).toEqual([]);
    });

    it('neither skips nor repeats items of the same instant, in both directions', async () => {
      const homeownerId = hexId();
      const made: Request[] = [];
      for (let index = 0; index < 7; index += 1) {
        made.push(await inserted({ homeownerId, createdAt: index < 5 ? instant : later(1) }));
      }
      const newestFirst = made.toSorted((a, b) => (a.sortKey < b.sortKey ? 1 : -1)).map(({ id }) => id);
      const forward = await walk(homeownerId, 2);
      expect(forward.flat()).toEqual(newestFirst);
      expect(forward.map((page) => page.length)).toEqual([2, 2, 2, 1]);
      // Backward pages begin at the oldest; each still reads newest first.
      const backward = await walk(homeownerId, 3, 'backward');
      expect(backward.toReversed().flat()).toEqual(newestFirst);
    });

    it('walks back over what it has walked forward', async () => {
      const homeownerId = hexId();
      for (let index = 0; index < 4; index += 1) await inserted({ homeownerId, createdAt: later(index) });
      const all = await requests.list(asOwner(homeownerId), { limit: 10 });
      const back = await requests.list(asOwner(homeownerId), {
        limit: 10,
        cursor: all[3]?.sortKey ?? null,
        direction: 'backward',
      });
      expect(idsOf(back)).toEqual(idsOf(all.slice(0, 3).toReversed()));
    });

    it('keeps one status, also over pages', async () => {
      const homeownerId = hexId();
      for (let index = 0; index < 6; index += 1) {
        await inserted({
          homeownerId,
          createdAt: later(index),
          status: index % 2 === 0 ? 'submitted' : 'cancelled',
        });
      }
      const first = await requests.list(asOwner(homeownerId), { limit: 2, status: 'cancelled' });
      expect(first.map(({ status }) => status)).toEqual(['cancelled', 'cancelled', 'cancelled']);
      const cursor = first[1]?.sortKey;
      const second = await requests.list(asOwner(homeownerId), { limit: 2, status: 'cancelled', cursor });
      expect(idsOf(second)).toEqual(idsOf(first.slice(2)));
    });
  });

  describe('change', () => {
    it('sets the fields, counts the version and adds to the tail', async () => {
      const request = await inserted();
      const change = anEdit(request, { command: commandNamed('key-edit') });
      const changed = await requests.change({ ...change, entry: { ...change.entry, at: later(9) } });
      const expected = { ...request, title: 'Kitchen tap pours', version: 2, updatedAt: later(9) };
      expect(changed?.request).toStrictEqual(expected);
      expect(changed?.tail).toMatchObject({ subjectId: request.id, version: 2 });
      expect(changed?.tail.entries.map(({ seq }) => seq)).toEqual([1, 2]);
      const whole = await wholeOf(request);
      expect(whole.request).toStrictEqual(expected);
      expect(whole.commands).toStrictEqual([commandNamed('key-edit')]);
      expect(whole.tail).toStrictEqual(changed?.tail.entries);
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
      expect(whole.request).toStrictEqual(winners[0]?.request);
      expect(whole.request.version).toBe(2);
      expect(whole.tail).toHaveLength(2);
    });

    it('remembers the last commands only', async () => {
      let request = await inserted();
      for (let index = 0; index < commandRing + 3; index += 1) {
        const changed = await requests.change(anEdit(request, { command: commandNamed(`key-${index}`) }));
        if (!changed) throw new Error('The change missed');
        request = changed.request;
      }
      const { commands } = await wholeOf(request);
      expect(commands.map(({ key }) => key)).toEqual(
        Array.from({ length: commandRing }, (_, index) => `key-${index + 3}`),
      );
    });
  });

  describe('tails', () => {
    // Each test has a decade of its own, so that it sees no tail of another.
    let decade = 0;
    const freshInstant = () => {
      decade += 1;
      return new Date(Date.UTC(1970 + decade, 0, 1));
    };
    const plus = (at: Date, seconds: number) => new Date(at.getTime() + seconds * 1000);
    const overdueIds = async (before: Date, among: readonly Request[]) => {
      const known = new Set(idsOf(among));
      const overdue = await tails.overdue(before, 200);
      return overdue.map(({ subjectId }) => subjectId).filter((id) => known.has(id));
    };

    it('are overdue once they are older than asked, oldest first', async () => {
      const at = freshInstant();
      const newer = await inserted({ createdAt: plus(at, 2) });
      const older = await inserted({ createdAt: plus(at, 1) });
      const young = await inserted({ createdAt: plus(at, 3) });
      const among = [newer, older, young];
      expect(await overdueIds(plus(at, 1), among)).toEqual([]);
      expect(await overdueIds(plus(at, 3), among)).toEqual(idsOf([older, newer]));
      const first = await tails.overdue(plus(at, 100), 1);
      expect(first).toHaveLength(1);
    });

    it('come whole, with their version', async () => {
      const at = freshInstant();
      const request = await inserted({ createdAt: at });
      const changed = await requests.change(anEdit(request));
      const overdue = await tails.overdue(plus(at, 1), 200);
      expect(overdue.find(({ subjectId }) => subjectId === request.id)).toStrictEqual(changed?.tail);
    });

    it('stay due since their oldest entry, however often the record is written', async () => {
      const at = freshInstant();
      const request = await inserted({ createdAt: at });
      const change = anEdit(request);
      await requests.change({ ...change, entry: { ...change.entry, at: plus(at, 60) } });
      expect(await overdueIds(plus(at, 1), [request])).toEqual([request.id]);
    });

    it('are empty and no longer due once cleared', async () => {
      const at = freshInstant();
      const request = await inserted({ createdAt: at });
      await tails.clear([{ subjectId: request.id, version: 1, entries: [anEntry(request)] }]);
      const whole = await wholeOf(request);
      expect(whole.tail).toEqual([]);
      expect(whole.request).toStrictEqual(request);
      expect(await overdueIds(plus(at, 100), [request])).toEqual([]);
    });

    it('become due again with the next write', async () => {
      const at = freshInstant();
      const request = await inserted({ createdAt: at });
      await tails.clear([{ subjectId: request.id, version: 1, entries: [] }]);
      const change = anEdit(request);
      await requests.change({ ...change, entry: { ...change.entry, at: plus(at, 60) } });
      expect(await overdueIds(plus(at, 60), [request])).toEqual([]);
      expect(await overdueIds(plus(at, 61), [request])).toEqual([request.id]);
    });

    it('are left alone when a newer write came', async () => {
      const at = freshInstant();
      const request = await inserted({ createdAt: at });
      await requests.change(anEdit(request));
      await tails.clear([{ subjectId: request.id, version: 1, entries: [anEntry(request)] }]);
      expect((await wholeOf(request)).tail.map(({ seq }) => seq)).toEqual([1, 2]);
      expect(await overdueIds(plus(at, 100), [request])).toEqual([request.id]);
    });

    it('are cleared one by one: a record that moved on does not keep the others', async () => {
      const at = freshInstant();
      const [moved, still] = [await inserted({ createdAt: at }), await inserted({ createdAt: at })];
      await requests.change(anEdit(moved));
      await tails.clear([moved, still].map(({ id }) => ({ subjectId: id, version: 1, entries: [] })));
      expect(await overdueIds(plus(at, 100), [moved, still])).toEqual([moved.id]);
    });
  });
};
