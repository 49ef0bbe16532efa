import { describe, expect, it } from 'vitest';
import { type CommandRecord, commandRing } from '../../src/kernel/command.ts';
import type { Properties, Property, PropertyChange } from '../../src/modules/property/property.ports.ts';
import { aProperty } from '../factories/property.ts';
import { hexId, instant, later } from '../factories/unique.ts';
import type { Looking } from '../fakes/fake-look.ts';

const commandNamed = (key: string): CommandRecord => ({ key, hash: `hash of ${key}` });
const idsOf = (properties: readonly { id: string }[]) => properties.map(({ id }) => id);

const aRename = (property: Property, overrides: Partial<PropertyChange> = {}): PropertyChange => ({
  id: property.id,
  ownerId: property.ownerId,
  expectedVersion: property.version,
  set: { label: 'Cottage' },
  at: later(60),
  command: undefined,
  ...overrides,
});

/** What every implementation of `Properties` must do. */
export const propertiesContract = (open: () => Properties, look: Looking) => {
  const properties = open();
  const inserted = async (overrides: Partial<Property> = {}, command?: CommandRecord) => {
    const property = aProperty(overrides);
    expect(await properties.insert(property, command)).toBe('inserted');
    return property;
  };

  it('stores every field as it was', async () => {
    const property = await inserted({ accessNotes: 'Key under the\nred pot', kind: 'flat' });
    expect(await properties.owned(property.id, property.ownerId)).toStrictEqual({ property, commands: [] });
  });

  it('keeps an address that came with undefined parts readable', async () => {
    const bare = aProperty();
    const property = await inserted({ address: { ...bare.address, line2: undefined } });
    const stored = await properties.owned(property.id, property.ownerId);
    expect(stored?.property.address).toEqual(bare.address);
    const change = aRename(property, { set: { address: { ...bare.address, region: undefined } } });
    expect((await properties.change(change))?.address).toEqual(bare.address);
  });

  it('answers undefined for another owner and for what is missing', async () => {
    const { id, ownerId } = await inserted();
    expect(await properties.owned(id, hexId())).toBeUndefined();
    expect(await properties.owned(hexId(), ownerId)).toBeUndefined();
  });

  it('answers how to get in, whoever owns it', async () => {
    const { id, address, place } = await inserted({ accessNotes: 'Ring twice' });
    const accessAt = (propertyId: string | null) => look(properties.accessBeside(), { propertyId });
    expect(await accessAt(id)).toStrictEqual({ accessNotes: 'Ring twice', address, place });
    expect((await accessAt((await inserted()).id))?.accessNotes).toBeNull();
    expect(await accessAt(hexId())).toBeUndefined();
    expect(await accessAt(null)).toBeUndefined();
  });

  it('tells whether the property that a request is at belongs to one owner', async () => {
    const { id, ownerId } = await inserted();
    const isOwned = (propertyId: string | null, owner = ownerId) =>
      look(properties.ownedBeside(owner), { propertyId });
    expect(await isOwned(id)).toBe(true);
    expect(await isOwned(id, hexId())).toBe(false);
    expect(await isOwned(hexId())).toBe(false);
    expect(await isOwned(null)).toBe(false);
  });

  it('refuses the same key of the same owner, or a taken id, and stores nothing', async () => {
    const first = await inserted({}, commandNamed('key-one'));
    const second = aProperty({ ownerId: first.ownerId });
    expect(await properties.insert(second, commandNamed('key-one'))).toBe('duplicate');
    expect(await properties.owned(second.id, second.ownerId)).toBeUndefined();
    expect(await properties.insert(aProperty({ id: first.id }), undefined)).toBe('duplicate');
    await inserted({}, commandNamed('key-one'));
    await inserted({ ownerId: first.ownerId });
  });

  it('refuses a slot that another property of the owner has taken', async () => {
    const ownerId = hexId();
    const insertAt = (slot: number, owner = ownerId) =>
      properties.insert({ ...aProperty({ ownerId: owner }), slot }, undefined);
    expect(await insertAt(0)).toBe('inserted');
    expect(await insertAt(0)).toBe('slot_taken');
    expect(await insertAt(11)).toBe('inserted');
    expect(await insertAt(0, hexId())).toBe('inserted');
    await inserted({ ownerId });
    expect((await properties.takenSlots(ownerId)).toSorted((a, b) => a - b)).toEqual([0, 11]);
    expect(await properties.takenSlots(hexId())).toEqual([]);
  });

  it('finds what a key created, for its owner only', async () => {
    const property = await inserted({}, commandNamed('key-found'));
    expect(await properties.createdWith(property.ownerId, 'key-found')).toStrictEqual({
      created: property,
      hash: 'hash of key-found',
    });
    expect(await properties.createdWith(hexId(), 'key-found')).toBeUndefined();
    expect(await properties.createdWith(property.ownerId, 'key-other')).toBeUndefined();
  });

  it('lists the own, newest first, one more than the limit, in both directions', async () => {
    const ownerId = hexId();
    await inserted();
    const made: Property[] = [];
    for (const at of [instant, instant, later(1), instant])
      made.push(await inserted({ ownerId, createdAt: at }));
    const newestFirst = made.toSorted((a, b) => (a.sortKey < b.sortKey ? 1 : -1));
    expect(idsOf(await properties.listOwned(ownerId, { limit: 9 }))).toEqual(idsOf(newestFirst));
    expect(await properties.listOwned(ownerId, { limit: 1 })).toHaveLength(2);
    const cursor = newestFirst[1]?.sortKey;
    expect(idsOf(await properties.listOwned(ownerId, { limit: 9, cursor }))).toEqual(
      idsOf(newestFirst.slice(2)),
    );
    const back = await properties.listOwned(ownerId, { limit: 9, cursor, direction: 'backward' });
    expect(idsOf(back)).toEqual(idsOf(newestFirst.slice(0, 1)));
  });

  describe('change', () => {
    it('sets the fields, counts the version and remembers the command', async () => {
      const property = await inserted();
      const changed = await properties.change(aRename(property, { command: commandNamed('key-change') }));
      const expected = { ...property, label: 'Cottage', version: 2, updatedAt: later(60) };
      expect(changed).toStrictEqual(expected);
      expect(await properties.owned(property.id, property.ownerId)).toStrictEqual({
        property: expected,
        commands: [commandNamed('key-change')],
      });
    });

    it('does nothing for a version that has passed or an owner that is another', async () => {
      const property = await inserted();
      expect(await properties.change(aRename(property, { expectedVersion: 2 }))).toBeUndefined();
      expect(await properties.change(aRename(property, { ownerId: hexId() }))).toBeUndefined();
      expect((await properties.owned(property.id, property.ownerId))?.property).toStrictEqual(property);
    });

    it('lets one of twenty simultaneous changes win', async () => {
      const property = await inserted();
      const outcomes = await Promise.all(
        Array.from({ length: 20 }, (_, index) =>
          properties.change(aRename(property, { set: { label: `Label ${index}` } })),
        ),
      );
      const winners = outcomes.filter((outcome) => outcome !== undefined);
      expect(winners).toHaveLength(1);
      expect((await properties.owned(property.id, property.ownerId))?.property).toStrictEqual(winners[0]);
    });

    it('remembers the last commands only', async () => {
      const property = await inserted();
      for (let index = 0; index < commandRing + 2; index += 1) {
        const change = aRename(property, {
          expectedVersion: index + 1,
          command: commandNamed(`key-${index}`),
        });
        expect(await properties.change(change)).toBeDefined();
      }
      const owned = await properties.owned(property.id, property.ownerId);
      expect(owned?.commands).toHaveLength(commandRing);
      expect(owned?.commands[0]).toEqual(commandNamed('key-2'));
    });
  });
};
