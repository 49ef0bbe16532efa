import { describe, expect, it } from 'vitest';
import type { Deps } from '../../src/deps.ts';
import type { Request } from '../../src/modules/request/request.ports.ts';
import { aSave } from '../factories/contractor.ts';
import { anEdit } from '../factories/request.ts';
import { requestCases } from './request-cases.ts';

/** What every implementation of `Transact` must do, on ports that read outside of any transaction. */
export const transactContract = (open: () => Pick<Deps, 'transact' | 'requests' | 'contractors'>) => {
  const { transact, requests, contractors } = open();
  const { inserted } = requestCases(requests);
  const scores = { quality: 5, time: 4, price: 3 };
  const system = { by: 'system' } as const;
  const versionsOf = async (...all: readonly Request[]) =>
    Promise.all(all.map(async ({ id }) => (await requests.find(id, system))?.version));
  const contractor = async () => {
    const saved = await contractors.save(aSave());
    if (!saved) throw new Error('The contractor was not saved');
    return saved.id;
  };
  const ratedOf = async (id: string) => (await contractors.find(id))?.rated.count;

  describe('a transaction', () => {
    it('does all of it, in each of its ports, and answers what the work answered', async () => {
      const [one, other, id] = [await inserted(), await inserted(), await contractor()];
      const answer = await transact(async (ports) => {
        await ports.requests.change(anEdit(one));
        await ports.requests.change(anEdit(other));
        await ports.contractors.rate(id, scores);
        return 'all of it';
      });
      expect(answer).toBe('all of it');
      expect(await versionsOf(one, other)).toEqual([2, 2]);
      expect((await contractors.find(id))?.rated).toEqual({ count: 1, ...scores });
    });

    it('reads what it has written itself', async () => {
      const one = await inserted();
      const seen = await transact(async (ports) => {
        await ports.requests.change(anEdit(one));
        const [again] = await ports.requests.many([one.id]);
        const whole = await ports.requests.findWhole(one.id, system);
        return [(await ports.requests.find(one.id, system))?.version, again?.version, whole?.tail.length];
      });
      expect(seen).toEqual([2, 2, 2]);
    });

    it('does nothing when the work answers undefined', async () => {
      const [one, id] = [await inserted(), await contractor()];
      const answer = await transact(async (ports) => {
        await ports.requests.change(anEdit(one));
        await ports.contractors.rate(id, scores);
        return undefined;
      });
      expect(answer).toBeUndefined();
      expect(await versionsOf(one)).toEqual([1]);
      expect(await ratedOf(id)).toBe(0);
      expect((await requests.findWhole(one.id, system))?.tail).toHaveLength(1);
    });

    it('does nothing when one of its compare-and-sets misses', async () => {
      const [one, other] = [await inserted(), await inserted()];
      const answer = await transact(async (ports) => {
        const first = await ports.requests.change(anEdit(one));
        return first && ports.requests.change(anEdit({ ...other, version: 7 }));
      });
      expect(answer).toBeUndefined();
      expect(await versionsOf(one, other)).toEqual([1, 1]);
    });

    it('does nothing when the work throws, and throws that', async () => {
      const [one, id] = [await inserted(), await contractor()];
      const fault = new Error('on purpose');
      const call = transact(async (ports) => {
        await ports.requests.change(anEdit(one));
        await ports.contractors.rate(id, scores);
        throw fault;
      });
      await expect(call).rejects.toBe(fault);
      expect(await versionsOf(one)).toEqual([1]);
      expect(await ratedOf(id)).toBe(0);
    });

    it('lets one of several at once win, and the others look again', async () => {
      const [one, id] = [await inserted(), await contractor()];
      const answers = await Promise.all(
        Array.from({ length: 5 }, () =>
          transact(async (ports) => {
            const changed = await ports.requests.change(anEdit(one));
            if (changed) await ports.contractors.rate(id, scores);
            return changed;
          }),
        ),
      );
      expect(answers.filter((answer) => answer !== undefined)).toHaveLength(1);
      expect(await versionsOf(one)).toEqual([2]);
      expect(await ratedOf(id)).toBe(1);
    });

    it('ends, whole or not at all, where two want the same records in opposite order', async () => {
      for (let turn = 0; turn < 5; turn += 1) {
        const [one, other] = [await inserted(), await inserted()];
        const inOrder = (first: Request, second: Request) =>
          transact(async (ports) => {
            const begun = await ports.requests.change(anEdit(first));
            return begun && ports.requests.change(anEdit(second));
          });
        const answers = await Promise.all([inOrder(one, other), inOrder(other, one)]);
        const won = answers.filter((answer) => answer !== undefined).length;
        expect(won).toBeLessThanOrEqual(1);
        expect(await versionsOf(one, other)).toEqual([1 + won, 1 + won]);
        // Neither has left anything behind that keeps the next one out.
        if (won === 0) expect(await inOrder(one, other)).toBeDefined();
      }
    });
  });
};
