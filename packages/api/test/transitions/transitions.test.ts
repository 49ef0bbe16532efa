import {
  allowedMoves,
  isLegal,
  isPrivate,
  makersOf,
  requestStatuses,
  targetOf,
  type WiredMove,
  wiredMoves,
} from '@pmp/contracts/lifecycle';
import { type Role, roles } from '@pmp/contracts/role';
import { expect, test } from 'vitest';
import { aPrincipal } from '../factories/principal.ts';
import { anEntry, aRequest, asOwner } from '../factories/request.ts';
import { type Caller, callerOf, createTestApi, refused } from '../testing.ts';

type Maker = (caller: Caller, id: string) => Promise<unknown>;

const reason = 'There is a good reason';

/** How each role makes each move: a move without a row, or a row too many, does not compile. */
const makers: Record<WiredMove, Partial<Record<Role, Maker>>> = {
  cancel: { homeowner: ({ homeowner }, id) => homeowner.requests.cancel({ id, reason }) },
  reject: {
    official: ({ official }, id) =>
      official.requests.reject({ id, resolution: 'not_responsible', closingText: reason }),
  },
  reopen: { official: ({ official }, id) => official.requests.reopen({ id, reason }) },
  reinstate: { official: ({ official }, id) => official.requests.reinstate({ id, reason }) },
};
const eventOf: Record<WiredMove, string> = {
  cancel: 'cancelled',
  reject: 'rejected',
  reopen: 'reopened',
  reinstate: 'reinstated',
};

const combinations = requestStatuses.flatMap((status) =>
  wiredMoves.flatMap((move) => roles.map((role) => ({ status, move, role }))),
);

const standing = async (status: (typeof requestStatuses)[number]) => {
  const api = createTestApi();
  const owner = aPrincipal();
  await api.deps.officials.assign(owner.userId, 'riverton');
  const request = aRequest({ status, homeownerId: owner.userId });
  api.requests.put(request, [anEntry(request)]);
  const stored = () => api.requests.findWhole(request.id, asOwner(owner.userId));
  return { api, owner, request, stored };
};

test.each(wiredMoves)('%s has a procedure for each role that it is wired for, and for no other', (move) => {
  expect(Object.keys(makers[move]).toSorted()).toEqual([...makersOf(move)].toSorted());
});

test(`every state x move x role: ${combinations.length} combinations`, async () => {
  const made = { legal: 0, refused: 0, hidden: 0, noDoor: 0 };
  for (const { status, move, role } of combinations) {
    const { api, owner, request, stored } = await standing(status);
    const make = makers[move][role];
    if (!make) {
      // No procedure of that role makes the move: then nobody may promise it.
      expect(allowedMoves(status, role), `${role} ${move} in ${status}`).not.toContain(move);
      made.noDoor += 1;
      continue;
    }
    const caller = callerOf(api.deps, { ...owner, roles: [role] });
    const before = await stored();
    if (role !== 'homeowner' && isPrivate(status)) {
      expect((await refused(make(caller, request.id))).data.appCode).toBe('not_found');
      expect(await stored()).toEqual(before);
      made.hidden += 1;
    } else if (isLegal(move, status, role)) {
      expect(await make(caller, request.id)).toMatchObject({ status: targetOf(move), version: 2 });
      const after = await stored();
      expect(after?.request).toMatchObject({ status: targetOf(move), version: 2 });
      expect(after?.tail.at(-1)).toMatchObject({
        seq: 2,
        type: eventOf[move],
        from: status,
        to: targetOf(move),
        actor: { id: owner.userId, role },
        notices: [{ to: owner.userId }],
      });
      made.legal += 1;
    } else {
      const { data } = await refused(make(caller, request.id));
      expect(data).toMatchObject({ appCode: 'invalid_transition', allowedMoves: allowedMoves(status, role) });
      expect(await stored()).toEqual(before);
      made.refused += 1;
    }
  }
  expect(Object.values(made).reduce((sum, count) => sum + count)).toBe(combinations.length);
  for (const count of Object.values(made)) expect(count).toBeGreaterThan(0);
});
