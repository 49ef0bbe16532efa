import { expect, it } from 'vitest';
import { sortKey } from '../../src/kernel/sort-key.ts';
import type { Blocks, StandingChange } from '../../src/modules/person/person.ports.ts';
import { hexId, instant, later } from '../factories/unique.ts';

/** What every implementation of `Blocks` must do. */
export const blocksContract = (open: () => Blocks) => {
  const blocks = open();
  const official = hexId();
  const aChange = (personId: string, overrides: Partial<StandingChange> = {}): StandingChange => ({
    personId,
    expectedVersion: 0,
    decision: { state: 'suspended', by: official, at: instant, reason: 'Sends threats' },
    command: undefined,
    ...overrides,
  });

  it('knows nothing of most people', async () => {
    expect(await blocks.standing(hexId())).toBeUndefined();
  });

  it('stores a first decision and the next, and remembers both commands', async () => {
    const personId = hexId();
    const commands = [
      { key: 'first-key', hash: 'one' },
      { key: 'second-key', hash: 'two' },
    ];
    expect(await blocks.change(aChange(personId, { command: commands[0] }))).toStrictEqual({
      personId,
      version: 1,
      state: 'suspended',
      changedAt: instant,
    });
    const decision = { state: 'active' as const, by: official, at: later(60), reason: 'Apologised' };
    const change = aChange(personId, { expectedVersion: 1, decision, command: commands[1] });
    const standing = { personId, version: 2, state: 'active' as const, changedAt: later(60) };
    expect(await blocks.change(change)).toStrictEqual(standing);
    expect(await blocks.standing(personId)).toStrictEqual({ standing, commands, decisions: 2 });
  });

  it('writes nothing over a version that has passed', async () => {
    const personId = hexId();
    expect(await blocks.change(aChange(personId, { expectedVersion: 3 }))).toBeUndefined();
    await blocks.change(aChange(personId));
    expect(await blocks.change(aChange(personId))).toBeUndefined();
    expect((await blocks.standing(personId))?.decisions).toBe(1);
  });

  it('lets one of twenty simultaneous first decisions win', async () => {
    const personId = hexId();
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => blocks.change(aChange(personId))));
    expect(outcomes.filter((outcome) => outcome !== undefined)).toHaveLength(1);
    expect((await blocks.standing(personId))?.decisions).toBe(1);
  });

  it('lists changes from a moment on, oldest first, with lifted blocks among them', async () => {
    const made: string[] = [];
    for (const [index, state] of (['suspended', 'erased', 'active'] as const).entries()) {
      const personId = hexId();
      made.push(personId);
      const at = later(10_000 + index);
      await blocks.change(aChange(personId, { decision: { state, by: official, at, reason: 'Because' } }));
    }
    const from = sortKey(later(10_000), '0'.repeat(24));
    const expected = made.map((personId, index) => ({
      personId,
      blocked: index < 2,
      sortKey: sortKey(later(10_000 + index), personId),
    }));
    expect(await blocks.changedSince(from, 10)).toEqual(expected);
    expect(await blocks.changedSince(from, 2)).toEqual(expected.slice(0, 2));
    expect(await blocks.changedSince(expected[1]?.sortKey ?? '', 10)).toEqual(expected.slice(1));
  });
};
