import { describe, expect, it } from 'vitest';
import { tailAfter } from '../../src/modules/request/change-request.ts';
import type { Request } from '../../src/modules/request/request.ports.ts';
import { anEdit, anEntry } from '../factories/request.ts';
import { idsOf, type RequestPorts, requestCases } from './request-cases.ts';

/** What every implementation of `Tails` must do with the tails of requests. */
export const requestTailsContract = (open: () => RequestPorts) => {
  const { requests, tails } = open();
  const { inserted, wholeOf } = requestCases(requests);

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
      const change = anEdit(request);
      await requests.change(change);
      const overdue = await tails.overdue(plus(at, 1), 200);
      expect(overdue.find(({ subjectId }) => subjectId === request.id)).toStrictEqual(
        tailAfter(change, [anEntry(request)]),
      );
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

    it('keep what is newer when another write came, and stay due', async () => {
      const at = freshInstant();
      const request = await inserted({ createdAt: at });
      await requests.change(anEdit(request));
      await tails.clear([{ subjectId: request.id, version: 1, entries: [anEntry(request)] }]);
      expect((await wholeOf(request)).tail.map(({ seq }) => seq)).toEqual([2]);
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
