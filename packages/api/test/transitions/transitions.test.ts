import { existsSync } from 'node:fs';
import { join } from 'node:path';
import {
  isLegal,
  isPrivate,
  type Move,
  type Mover,
  moveNames,
  moves,
  requestStatuses,
  targetOf,
} from '@pmp/contracts/lifecycle';
import { roles } from '@pmp/contracts/role';
import { expect, test } from 'vitest';
import { system } from '../../src/kernel/actor.ts';
import { allowedMoves, checkedInMake } from '../../src/modules/request/request.guards.ts';
import { type Case, caseIn } from './case.ts';
import { makers } from './makers.ts';

const movers: readonly Mover[] = [...roles, 'system'];
const combinations = requestStatuses.flatMap((status) =>
  moveNames.flatMap((move) => movers.map((mover) => ({ status, move, mover }))),
);

test.each(moveNames)('%s can be made by whom the table names, and by nobody else', (move) => {
  expect(Object.keys(makers[move].by).toSorted()).toEqual([...moves[move].by].toSorted());
});

/** What the stored request must look like after a legal move. */
const expectMade = async (made: Case, move: Move, mover: Mover) => {
  const { status } = made.request;
  const after = await made.stored();
  const to = after?.request.status;
  expect(moves[move].to, `${move} in ${status}`).toContain(to);
  if (targetOf(move) !== undefined) expect(to).toBe(targetOf(move));
  expect(after?.request.version).toBe(made.request.version + 1);
  expect(after?.tail.at(-1)).toMatchObject({
    seq: made.request.version + 1,
    type: makers[move].event,
    from: status,
    to,
    actor: mover === 'system' ? system : { id: made.idOf(mover), role: mover },
  });
};

const count = { legal: 0, refused: 0, hidden: 0, noDoor: 0 };

const check = async ({ status, move, mover }: (typeof combinations)[number]) => {
  const made = await caseIn(status, move, mover);
  const make = makers[move].by[mover];
  const what = `${mover} ${move} in ${status}`;
  const now = made.api.clock.now();
  if (!make) {
    // Nobody of that role has a way to make the move: then nobody may promise it.
    expect(allowedMoves(made.request, mover, now), what).not.toContain(move);
    count.noDoor += 1;
    return;
  }
  const before = await made.stored();
  const refusal = await made.refusalOf(make(made));
  if (isLegal(move, status, mover)) {
    expect(refusal?.data ?? 'made', what).toBe('made');
    await expectMade(made, move, mover);
    count.legal += 1;
    return;
  }
  const isHidden =
    mover === 'official' ? isPrivate(status) : mover === 'contractor' && !before?.request.award;
  if (isHidden) {
    expect(refusal?.data.appCode, what).toBe('not_found');
    count.hidden += 1;
  } else {
    expect(refusal?.data, what).toMatchObject({
      appCode: 'invalid_transition',
      allowedMoves: allowedMoves(made.request, mover, now),
    });
    count.refused += 1;
  }
  expect(await made.stored(), what).toEqual(before);
};

test.each(requestStatuses)('%s: every move, by every role', async (status) => {
  const ours = combinations.filter((one) => one.status === status);
  for (const one of ours) await check(one);
  expect(ours).toHaveLength(moveNames.length * movers.length);
});

test('a guard that needs more than the request is checked where it is said to be', () => {
  for (const file of Object.values(checkedInMake)) {
    expect(existsSync(join(import.meta.dirname, '../../src/modules', file)), file).toBe(true);
  }
});

test(`${combinations.length} (state, move, role) combinations, all of them`, () => {
  expect(combinations).toHaveLength(requestStatuses.length * moveNames.length * movers.length);
  expect(Object.values(count).reduce((sum, one) => sum + one)).toBe(combinations.length);
  for (const one of Object.values(count)) expect(one).toBeGreaterThan(0);
});
