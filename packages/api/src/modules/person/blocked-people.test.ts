import { describe, expect, it } from 'vitest';
import { hexId } from '../../../test/factories/unique.ts';
import { fakeBlocks } from '../../../test/fakes/fake-blocks.ts';
import { fakeClock } from '../../../test/fakes/fake-clock.ts';
import { createBlockedPeople } from './blocked-people.ts';
import type { Blocks } from './person.ports.ts';

/** Two processes over one database, their clocks moved by hand. */
const setUp = () => {
  const clock = fakeClock();
  const store = fakeBlocks();
  const errors: unknown[] = [];
  let ms = 0;
  let away = false;
  const reads: string[] = [];
  const blocks: Pick<Blocks, 'changedSince'> = {
    changedSince: async (from, limit) => {
      reads.push(from);
      if (away) throw new Error('the database is away');
      return store.changedSince(from, limit);
    },
  };
  const people = createBlockedPeople({
    blocks,
    clock,
    monotonic: () => ms,
    onError: (error) => errors.push(error),
  });
  const decide = async (personId: string, state: 'suspended' | 'active' | 'erased', at = clock.now()) => {
    const expectedVersion = (await store.standing(personId))?.standing.version ?? 0;
    await store.change({
      personId,
      expectedVersion,
      decision: { state, by: hexId(), at, reason: 'Because' },
      command: undefined,
    });
  };
  return {
    people,
    clock,
    decide,
    reads,
    errors,
    pass: (seconds: number) => {
      ms += seconds * 1000;
      clock.advance(seconds);
    },
    lose: (lost: boolean) => {
      away = lost;
    },
  };
};

describe('the memory of blocked people', () => {
  it('learns of blocks, erasures and reinstatements of others', async () => {
    const { people, decide, pass } = setUp();
    const [suspended, erased, back] = [hexId(), hexId(), hexId()];
    await decide(suspended, 'suspended');
    await decide(erased, 'erased');
    await decide(back, 'suspended');
    await people.refresh();
    expect([suspended, erased, back].map(people.has)).toEqual([true, true, true]);
    pass(600);
    await decide(back, 'active');
    await people.refresh();
    expect([suspended, erased, back, hexId()].map(people.has)).toEqual([true, true, false, false]);
  });

  it('reads only what is new, and a minute more for clocks that differ', async () => {
    const { people, decide, pass, clock, reads } = setUp();
    await decide(hexId(), 'suspended');
    await people.refresh();
    pass(600);
    await people.refresh();
    const late = hexId();
    await decide(late, 'suspended', new Date(clock.now().getTime() - 59_000));
    await people.refresh();
    expect(people.has(late)).toBe(true);
    expect(reads[0]).toBe('');
    expect(reads.at(-1)?.slice(0, 12)).toBe((clock.now().getTime() - 60_000).toString(16).padStart(12, '0'));
  });

  it('reads more than one page', async () => {
    const { people, decide, clock, reads } = setUp();
    const many = Array.from({ length: 1_203 }, hexId);
    for (const personId of many) {
      await decide(personId, 'suspended');
      clock.advance(0.001);
    }
    await people.refresh();
    expect(many.every(people.has)).toBe(true);
    expect(reads).toHaveLength(3);
  });

  it('keeps the last known set while the database is away, and says so after 15 s', async () => {
    const { people, decide, pass, lose } = setUp();
    const personId = hexId();
    expect(people.isCurrent()).toBe(false);
    await decide(personId, 'suspended');
    await people.refresh();
    lose(true);
    pass(15);
    await expect(people.refresh()).rejects.toThrow('away');
    expect(people.isCurrent()).toBe(true);
    pass(0.001);
    expect(people.isCurrent()).toBe(false);
    expect(people.has(personId)).toBe(true);
    lose(false);
    await people.refresh();
    expect(people.isCurrent()).toBe(true);
  });

  it('tells listeners once of each person, also when one of them throws', async () => {
    const { people, decide, errors } = setUp();
    const told: string[] = [];
    people.onBlocked(() => {
      throw new Error('a listener of ours is broken');
    });
    const stop = people.onBlocked((personId) => told.push(personId));
    const [first, second] = [hexId(), hexId()];
    await decide(first, 'suspended');
    await people.refresh();
    await people.refresh();
    people.note({ personId: second, state: 'suspended' });
    people.note({ personId: second, state: 'suspended' });
    expect(told).toEqual([first, second]);
    expect(errors).toHaveLength(2);
    stop();
    people.note({ personId: hexId(), state: 'suspended' });
    expect(told).toHaveLength(2);
  });

  it('shares one read among those who ask at once', async () => {
    const { people, reads } = setUp();
    await Promise.all([people.refresh(), people.refresh(), people.refresh()]);
    expect(reads).toHaveLength(1);
  });
});
