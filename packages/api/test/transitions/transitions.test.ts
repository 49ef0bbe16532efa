import { allowedMoves, isLegal, requestStatuses, type WiredMove, wiredMoves } from '@pmp/contracts/lifecycle';
import { type Role, roles } from '@pmp/contracts/role';
import { expect, test } from 'vitest';
import { aPrincipal } from '../factories/principal.ts';
import { anEntry, aRequest } from '../factories/request.ts';
import { type Caller, callerOf, createTestApi, refused } from '../testing.ts';

/** How each role makes each move: a move without a row, or a row too many, does not compile. */
const makers: Record<WiredMove, Partial<Record<Role, (caller: Caller, id: string) => Promise<unknown>>>> = {
  cancel: {
    homeowner: ({ homeowner }, id) => homeowner.requests.cancel({ id, reason: 'Not needed any more' }),
  },
};
const eventOf: Record<WiredMove, string> = { cancel: 'cancelled' };

const combinations = requestStatuses.flatMap((status) =>
  wiredMoves.flatMap((move) => roles.map((role) => ({ status, move, role }))),
);

const standing = (status: (typeof requestStatuses)[number]) => {
  const api = createTestApi();
  const owner = aPrincipal();
  const request = aRequest({ status, homeownerId: owner.userId });
  api.requests.put(request, [anEntry(request)]);
  const stored = () => api.requests.ownedWhole(request.id, owner.userId);
  return { api, owner, request, stored };
};

test(`every state x move x role: ${combinations.length} combinations`, async () => {
  const made = { legal: 0, refused: 0, noDoor: 0 };
  for (const { status, move, role } of combinations) {
    const { api, owner, request, stored } = standing(status);
    const make = makers[move][role];
    if (!make) {
      // No procedure of that role makes the move: then the table must not promise it.
      expect(isLegal(move, status, role), `${role} ${move} in ${status}`).toBe(false);
      made.noDoor += 1;
      continue;
    }
    const caller = callerOf(api.deps, { ...owner, roles: [role] });
    const before = await stored();
    if (isLegal(move, status, role)) {
      await make(caller, request.id);
      const after = await stored();
      expect(after?.request.version).toBe(2);
      expect(after?.tail.at(-1)).toMatchObject({
        seq: 2,
        type: eventOf[move],
        from: status,
        actor: { role },
      });
      made.legal += 1;
    } else {
      const { data } = await refused(make(caller, request.id));
      expect(data).toMatchObject({ appCode: 'invalid_transition', allowedMoves: allowedMoves(status, role) });
      expect(await stored()).toEqual(before);
      made.refused += 1;
    }
  }
  expect(made.legal + made.refused + made.noDoor).toBe(combinations.length);
});
