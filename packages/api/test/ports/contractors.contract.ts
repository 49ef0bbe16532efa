import { describe, expect, it } from 'vitest';
import { type CommandRecord, commandRing } from '../../src/kernel/command.ts';
import { sortKey } from '../../src/kernel/sort-key.ts';
import type { Contractor, Contractors, ProfileSave } from '../../src/modules/contractor/contractor.ports.ts';
import { aSave } from '../factories/contractor.ts';
import { hexId, instant, later } from '../factories/unique.ts';
import type { Looking } from '../fakes/fake-look.ts';

const commandNamed = (key: string): CommandRecord => ({ key, hash: `hash of ${key}` });
const idsOf = (contractors: readonly { id: string }[]) => contractors.map(({ id }) => id);
const unrated = { count: 0, quality: 0, time: 0, price: 0 };

/** What every implementation of `Contractors` must do. */
export const contractorsContract = (open: () => Contractors, look: Looking) => {
  const contractors = open();
  const saved = async (...given: Parameters<typeof aSave>) => {
    const contractor = await contractors.save(aSave(...given));
    if (!contractor) throw new Error('It was not saved');
    return contractor;
  };
  /** Another save of what is there. */
  const again = ({ id, version }: Contractor, rest: Partial<ProfileSave> = {}) =>
    contractors.save({ ...aSave(), contractorId: id, expectedVersion: version, at: later(60), ...rest });

  it('stores every field as it was', async () => {
    const save = aSave({ insurance: null, serviceArea: { kind: 'cells', cells: ['881f1d48b1fffff'] } });
    const contractor = await contractors.save(save);
    const expected: Contractor = {
      id: save.contractorId,
      version: 1,
      ...save.fields,
      rated: unrated,
      createdAt: instant,
      updatedAt: instant,
      sortKey: sortKey(instant, save.contractorId),
    };
    expect(contractor).toStrictEqual(expected);
    expect(await contractors.find(save.contractorId)).toStrictEqual(expected);
    expect(await contractors.own(save.contractorId)).toStrictEqual({ contractor: expected, commands: [] });
  });

  it('answers undefined, or nothing, for who has no profile', async () => {
    expect(await contractors.own(hexId())).toBeUndefined();
    expect(await contractors.find(hexId())).toBeUndefined();
    expect(await look(contractors.withKeysBeside(hexId()))).toBeUndefined();
    expect(await look(contractors.manyBeside([hexId()]))).toEqual([]);
    expect(await contractors.boardKeys(hexId())).toEqual([]);
    expect(await look(contractors.beside(), { contractorId: hexId() })).toBeUndefined();
  });

  it('stands beside a record that names it, active or not', async () => {
    for (const active of [true, false]) {
      const contractor = await saved(
        { active },
        { command: commandNamed('key-beside'), boardKeys: [hexId()] },
      );
      expect(await look(contractors.beside(), { contractorId: contractor.id })).toStrictEqual(contractor);
    }
  });

  describe('save', () => {
    it('replaces the fields, counts the version and remembers the command', async () => {
      const first = await saved({}, { command: commandNamed('key-first') });
      const { fields } = aSave({ displayName: 'Brook & Daughters', trades: ['roofing'], licences: [] });
      const second = await again(first, { fields, command: commandNamed('key-second') });
      const expected = { ...first, ...fields, version: 2, updatedAt: later(60) };
      expect(second).toStrictEqual(expected);
      expect(await contractors.own(first.id)).toStrictEqual({
        contractor: expected,
        commands: [commandNamed('key-first'), commandNamed('key-second')],
      });
    });

    it('does nothing for a version that has passed, a profile that is there already, or one that is not', async () => {
      const first = await saved();
      expect(await again(first, { expectedVersion: 0 })).toBeUndefined();
      expect(await again(first, { expectedVersion: 2 })).toBeUndefined();
      expect(await contractors.find(first.id)).toStrictEqual(first);
      const nobody = aSave({}, { expectedVersion: 1 });
      expect(await contractors.save(nobody)).toBeUndefined();
      expect(await contractors.find(nobody.contractorId)).toBeUndefined();
    });

    it.each([0, 1])('lets one of twenty that saw version %i win', async (version) => {
      const contractorId = hexId();
      if (version === 1) await saved({}, { contractorId });
      const outcomes = await Promise.all(
        Array.from({ length: 20 }, (_, index) =>
          contractors.save(
            aSave({ displayName: `Name ${index}` }, { contractorId, expectedVersion: version }),
          ),
        ),
      );
      const winners = outcomes.filter((outcome) => outcome !== undefined);
      expect(winners).toHaveLength(1);
      expect(await contractors.find(contractorId)).toStrictEqual(winners[0]);
    });

    it('remembers the last commands only', async () => {
      let contractor = await saved();
      for (let index = 0; index < commandRing + 2; index += 1) {
        const next = await again(contractor, { command: commandNamed(`key-${index}`) });
        contractor = next ?? contractor;
      }
      const own = await contractors.own(contractor.id);
      expect(own?.commands).toHaveLength(commandRing);
      expect(own?.commands[0]).toEqual(commandNamed('key-2'));
    });
  });

  describe('listFor', () => {
    it('finds active contractors by any key, each once, newest first, in both directions', async () => {
      const [one, two] = [hexId(), hexId()];
      const at = (minute: number, boardKeys: string[]) => saved({}, { at: later(60 * minute), boardKeys });
      const oldest = await at(1, [one]);
      const both = await at(2, [one, two]);
      const other = await at(3, [two]);
      await at(4, [hexId()]);
      const newestFirst = [other, both, oldest];
      expect(await contractors.listFor([one, two], { limit: 9 })).toStrictEqual(newestFirst);
      expect(await contractors.listFor([one, two], { limit: 1 })).toHaveLength(2);
      expect(idsOf(await contractors.listFor([one], { limit: 9 }))).toEqual(idsOf([both, oldest]));
      const cursor = both.sortKey;
      expect(idsOf(await contractors.listFor([one, two], { limit: 9, cursor }))).toEqual([oldest.id]);
      const back = await contractors.listFor([one, two], { limit: 9, cursor, direction: 'backward' });
      expect(idsOf(back)).toEqual([other.id]);
      expect(await contractors.listFor([], { limit: 9 })).toEqual([]);
    });

    it('finds a contractor by the keys of the last save, and not while inactive', async () => {
      const [before, after] = [hexId(), hexId()];
      const found = async () => [
        (await contractors.listFor([before], { limit: 9 })).length,
        (await contractors.listFor([after], { limit: 9 })).length,
      ];
      const first = await saved({}, { boardKeys: [before] });
      expect(await found()).toEqual([1, 0]);
      expect(await contractors.boardKeys(first.id)).toEqual([before]);
      const whole = { contractor: first, boardKeys: [before] };
      expect(await look(contractors.withKeysBeside(first.id))).toStrictEqual(whole);
      const second = await again(first, { boardKeys: [after] });
      expect(await found()).toEqual([0, 1]);
      const { fields } = aSave({ active: false });
      const third = await again(second ?? first, { fields, boardKeys: [after] });
      expect(await found()).toEqual([0, 0]);
      expect(await contractors.boardKeys(first.id)).toEqual([]);
      expect(await contractors.find(first.id)).toStrictEqual(third);
      const inactive = { contractor: third, boardKeys: [] };
      expect(await look(contractors.withKeysBeside(first.id))).toStrictEqual(inactive);
      await again(third ?? first, { boardKeys: [after] });
      expect(await found()).toEqual([0, 1]);
      const neverActive = await saved({ active: false }, { boardKeys: [before] });
      expect(await contractors.boardKeys(neverActive.id)).toEqual([]);
    });
  });

  it('finds many at once, active or not, each once', async () => {
    const [one, two] = [await saved(), await saved({ active: false })];
    await saved();
    const found = await look(contractors.manyBeside([two.id, hexId(), one.id, two.id]));
    expect(found.toSorted((a, b) => (a.id < b.id ? -1 : 1))).toStrictEqual([one, two]);
    expect(await look(contractors.manyBeside([]))).toEqual([]);
  });

  it('adds ratings up, also while the profile is being saved', async () => {
    const contractor = await saved();
    await Promise.all([
      contractors.rate(contractor.id, { quality: 5, time: 4, price: 3 }),
      contractors.rate(contractor.id, { quality: 4, time: 1, price: 2 }),
      again(contractor),
    ]);
    const rated = { count: 2, quality: 9, time: 5, price: 5 };
    expect(await contractors.find(contractor.id)).toMatchObject({ rated, version: 2 });
    const nobody = hexId();
    await contractors.rate(nobody, { quality: 1, time: 1, price: 1 });
    expect(await contractors.find(nobody)).toBeUndefined();
  });
};
