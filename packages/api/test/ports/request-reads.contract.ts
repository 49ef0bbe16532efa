import type { Page } from '@pmp/contracts/page';
import { describe, expect, it } from 'vitest';
import { type PageRequest, toPage } from '../../src/kernel/page.ts';
import type { ListScope, Request } from '../../src/modules/request/request.ports.ts';
import { aPlace } from '../factories/place.ts';
import { asOfficial, asOwner } from '../factories/request.ts';
import { hexId, instant, later } from '../factories/unique.ts';
import { idsOf, type RequestPorts, requestCases } from './request-cases.ts';

/** What every implementation of `Requests` must answer to homeowners and officials. */
export const requestReadsContract = (open: () => RequestPorts) => {
  const { requests } = open();
  const { inserted } = requestCases(requests);
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
};
