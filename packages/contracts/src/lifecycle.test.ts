import { describe, expect, it } from 'vitest';
import {
  editableStatuses,
  guards,
  isLegal,
  legalMoves,
  Move,
  type MoveRule,
  type Mover,
  moveNames,
  moves,
  open311Status,
  type RequestStatus,
  requestStatuses,
  targetOf,
} from './lifecycle.ts';
import { roles } from './role.ts';

const movers: readonly Mover[] = [...roles, 'system'];
const rules: readonly (readonly [Move, MoveRule])[] = moveNames.map((move) => [move, moves[move]]);
const ended: readonly RequestStatus[] = ['closed', 'cancelled', 'rejected'];

/** Every state that can be reached from `start`, itself included. */
const reachableFrom = (start: RequestStatus) => {
  const reached = new Set([start]);
  // A Set grows while it is walked, and the walk goes on to what was added.
  for (const status of reached) {
    for (const [, { from, to }] of rules) if (from.includes(status)) for (const next of to) reached.add(next);
  }
  return reached;
};

describe('the table of moves', () => {
  it.each(rules)('%s begins and ends in known states, by somebody, under known guards', (_, rule) => {
    for (const list of [rule.from, rule.to, rule.by]) {
      expect(list.length).toBeGreaterThan(0);
      expect(new Set(list).size).toBe(list.length);
    }
    for (const status of [...rule.from, ...rule.to]) expect(requestStatuses).toContain(status);
    for (const mover of rule.by) expect(movers).toContain(mover);
    for (const guard of rule.guards) expect(guards).toContain(guard);
  });

  it('has no guard that no move asks for', () => {
    const asked = new Set(rules.flatMap(([, rule]) => rule.guards));
    expect(guards.filter((guard) => !asked.has(guard))).toEqual([]);
  });

  it('reaches every state from a draft', () => {
    expect([...reachableFrom('draft')].toSorted()).toEqual([...requestStatuses].toSorted());
  });

  it('traps nobody: an end can be reached from every state', () => {
    for (const status of requestStatuses) {
      const reached = reachableFrom(status);
      expect(ended.some((end) => reached.has(end))).toBe(true);
    }
  });

  it('leaves an ended request by being reopened, restored or reinstated only', () => {
    const waysOut = rules
      .filter(([, { from }]) => ended.some((end) => from.includes(end)))
      .map(([move]) => move);
    expect(waysOut.toSorted()).toEqual(['reinstate', 'reopen', 'restore']);
  });

  it('lets a contractor touch nothing before there is an award', () => {
    for (const status of ['draft', 'submitted', 'quoting'] as const) {
      expect(moveNames.filter((move) => isLegal(move, status, 'contractor'))).toEqual([]);
    }
  });

  it('lets nobody skip the work: completed comes from in progress alone', () => {
    const before = rules.filter(([, { to }]) => to.includes('completed')).flatMap(([, { from }]) => from);
    expect(before).toEqual(['in_progress']);
  });

  it('keeps draft, cancelled and closed to their own makers', () => {
    expect(moves.cancel.by).toEqual(['homeowner']);
    expect(moves.reject.by).toEqual(['official']);
    expect(moves.complete.by).toEqual(['contractor']);
  });
});

describe('isLegal', () => {
  it('is exactly the table', () => {
    for (const [move, { from, by }] of rules) {
      for (const status of requestStatuses) {
        for (const mover of movers) {
          expect(isLegal(move, status, mover)).toBe(from.includes(status) && by.includes(mover));
        }
      }
    }
  });
});

describe('legalMoves', () => {
  it('is every move that the table gives', () => {
    for (const status of requestStatuses) {
      for (const mover of movers) {
        const legal = legalMoves(status, mover);
        expect(legal).toEqual(moveNames.filter((move) => isLegal(move, status, mover)));
        for (const move of legal) expect(Move.safeParse(move).success).toBe(true);
      }
    }
  });

  it('lets a homeowner cancel until the work begins', () => {
    const open = requestStatuses.filter((status) => legalMoves(status, 'homeowner').includes('cancel'));
    expect(open).toEqual(['draft', 'submitted', 'quoting', 'assigned', 'scheduled']);
  });

  it("never spends the homeowner's money for them", () => {
    for (const move of ['award', 'offer'] as const) expect(moves[move].by).toEqual(['homeowner']);
  });
});

describe('targetOf', () => {
  it('is the one state that a move leads to, or the one that is meant', () => {
    for (const [move, { to }] of rules) {
      expect(targetOf(move)).toBe(to.length === 1 ? to[0] : undefined);
      for (const status of requestStatuses) {
        expect(targetOf(move, status)).toBe(to.includes(status) ? status : undefined);
      }
    }
    expect(targetOf('release')).toBeUndefined();
    expect(targetOf('release', 'quoting')).toBe('quoting');
  });
});

describe('states', () => {
  it('are open or closed to Open311', () => {
    expect(requestStatuses.filter((status) => open311Status(status) === 'closed')).toEqual(ended);
  });

  it('may be edited only before contractors price them', () => {
    for (const status of editableStatuses) expect(isLegal('award', status, 'homeowner')).toBe(false);
    expect(editableStatuses).toEqual(['draft', 'submitted']);
  });
});
