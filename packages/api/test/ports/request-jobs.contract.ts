import { describe, expect, it } from 'vitest';
import { boardKeysOf } from '../../src/kernel/area.ts';
import { cellOf } from '../../src/modules/place/gazetteer.ts';
import { everyone, type ListScope, type Request } from '../../src/modules/request/request.ports.ts';
import { anAward } from '../factories/award.ts';
import { aPlace, points } from '../factories/place.ts';
import { aRequest } from '../factories/request.ts';
import { hexId, later } from '../factories/unique.ts';
import { type RequestPorts, requestCases } from './request-cases.ts';

/** What every implementation of `Requests` must answer to contractors and to use cases. */
export const requestJobsContract = (open: () => RequestPorts) => {
  const { requests } = open();
  const { inserted, changed } = requestCases(requests);
  const milfordCell = cellOf(points.milfordCentre);

  describe('reads of contractors', () => {
    const me = hexId();
    const asContractor = { by: 'contractor', contractorId: me } as const;
    const asBidder = { by: 'bidder', contractorId: me } as const;
    const mine = { award: anAward({ contractorId: me }) };
    const theirs = { award: anAward() };

    /** Who of the scopes reads it, each in both ways. */
    const readBy = async ({ id }: Request) => {
      const found: string[] = [];
      for (const scope of [asContractor, asBidder, { by: 'system' } as const]) {
        const [bare, whole] = [await requests.find(id, scope), await requests.findWhole(id, scope)];
        expect(whole?.request).toStrictEqual(bare);
        if (bare) found.push(scope.by);
      }
      return found;
    };

    it.each<[string, Partial<Request>, string[]]>([
      ['a job of mine', { status: 'assigned', ...mine }, ['contractor', 'system']],
      ["another one's job", { status: 'assigned', ...theirs }, ['system']],
      ['a job that I had last', { lastContractorId: me }, ['system']],
      ['one that I was asked for', { status: 'quoting', openTo: [hexId(), me] }, ['bidder', 'system']],
      ['one that is published', { status: 'quoting', openTo: [everyone] }, ['bidder', 'system']],
      ['one that another was asked for', { status: 'quoting', openTo: [hexId()] }, ['system']],
      ['one that takes no more quotes', { status: 'submitted', openTo: [me, everyone] }, ['system']],
      ['a draft', { status: 'draft' }, ['system']],
      ['one that nobody has touched', {}, ['system']],
    ])('%s', async (_, progress, readers) => {
      const request = await inserted();
      expect(await readBy(await changed(request, progress))).toEqual(readers);
      expect(await readBy(aRequest())).toEqual([]);
    });

    it('stop with the award', async () => {
      const job = await changed(await inserted(), { status: 'assigned', ...mine });
      expect(await readBy(job)).toContain('contractor');
      const free = { status: 'submitted', award: null, lastContractorId: me } as const;
      expect(await readBy(await changed(job, free))).toEqual(['system']);
    });

    it('list their jobs, newest first, by page and status', async () => {
      const contractorId = hexId();
      const award = anAward({ contractorId });
      const jobs: Request[] = [];
      for (const [index, status] of (['assigned', 'closed', 'assigned'] as const).entries()) {
        jobs.push(await changed(await inserted({ createdAt: later(index) }), { status, award }));
      }
      await changed(await inserted(), { status: 'assigned', ...theirs });
      const [oldest, middle, newest] = jobs;
      const scope = { by: 'contractor', contractorId } as const;
      expect(await requests.list(scope, { limit: 10 })).toStrictEqual([newest, middle, oldest]);
      expect(await requests.list(scope, { limit: 1, cursor: newest?.sortKey })).toStrictEqual([
        middle,
        oldest,
      ]);
      const assigned = { limit: 10, status: 'assigned' } as const;
      expect(await requests.list(scope, assigned)).toStrictEqual([newest, oldest]);
      const next = { ...assigned, cursor: newest?.sortKey };
      expect(await requests.list(scope, next)).toStrictEqual([oldest]);
      const back = { limit: 10, cursor: oldest?.sortKey, direction: 'backward' } as const;
      expect(await requests.list(scope, back)).toStrictEqual([middle, newest]);
    });

    it('list what they were asked for by name, while quotes come in', async () => {
      const contractorId = hexId();
      const scope: ListScope = { by: 'invited', contractorId };
      const asked = { status: 'quoting', openTo: [hexId(), contractorId] } as const;
      const older = await changed(await inserted({ createdAt: later(1) }), asked);
      const newer = await changed(await inserted({ createdAt: later(2) }), asked);
      await changed(await inserted(), { status: 'quoting', openTo: [everyone] });
      await changed(await inserted(), { ...asked, status: 'submitted' });
      expect(await requests.list(scope, { limit: 10 })).toStrictEqual([newer, older]);
      expect(await requests.list(scope, { limit: 10, cursor: newer.sortKey })).toStrictEqual([older]);
    });

    it('list the board once each, under any of the keys that they have', async () => {
      const category = `trade-${hexId()}`;
      const published = { status: 'quoting', openTo: [everyone] } as const;
      const older = await changed(await inserted({ category, createdAt: later(1) }), published);
      const newer = await changed(await inserted({ category, createdAt: later(2) }), published);
      const elsewhere = { category, place: aPlace({ point: points.milfordCentre, cell: milfordCell }) };
      await changed(await inserted(elsewhere), published);
      await changed(await inserted({ category: `trade-${hexId()}` }), published);
      await changed(await inserted({ category }), { status: 'quoting', openTo: [hexId()] });
      const keys = boardKeysOf(category, older.place.cell);
      expect(keys.length).toBeGreaterThan(1);
      const scope: ListScope = { by: 'board', keys };
      expect(await requests.list(scope, { limit: 10 })).toStrictEqual([newer, older]);
      expect(await requests.list(scope, { limit: 1 })).toStrictEqual([newer, older]);
      expect(await requests.list(scope, { limit: 10, cursor: newer.sortKey })).toStrictEqual([older]);
      for (const key of keys) {
        const one = await requests.list({ by: 'board', keys: [key] }, { limit: 10 });
        expect(one.slice(0, 2)).toStrictEqual([newer, older]);
      }
      expect(await requests.list({ by: 'board', keys: [`${category}/nowhere`] }, { limit: 10 })).toEqual([]);
    });
  });

  describe('many', () => {
    it('answers those that exist, whoever they belong to, once each', async () => {
      const [one, other] = [await inserted(), await inserted({ status: 'draft' })];
      const found = await requests.many([other.id, hexId(), one.id, other.id]);
      expect(found.toSorted((a, b) => (a.id < b.id ? -1 : 1))).toStrictEqual([one, other]);
      expect(await requests.many([])).toEqual([]);
    });
  });
};
