import { type CommandRecord, commandRing } from '../../src/kernel/command.ts';
import type { Properties, Property } from '../../src/modules/property/property.ports.ts';
import { fakeLook } from './fake-look.ts';
import { pageOf } from './page-of.ts';

interface Stored {
  property: Property;
  created: CommandRecord | undefined;
  commands: CommandRecord[];
  slot: number | undefined;
}

export const fakeProperties = (): Properties => {
  const stored = new Map<string, Stored>();
  const all = () => [...stored.values()];
  const ownedBy = (id: string, ownerId: string) => {
    const found = stored.get(id);
    return found?.property.ownerId === ownerId ? found : undefined;
  };
  const withKey = (ownerId: string, key: string) =>
    all().find((one) => one.property.ownerId === ownerId && one.created?.key === key);

  return {
    insert: async ({ slot, ...property }, command) => {
      const own = all().filter((one) => one.property.ownerId === property.ownerId);
      if (slot !== undefined && own.some((one) => one.slot === slot)) return 'slot_taken';
      if (stored.has(property.id) || (command && withKey(property.ownerId, command.key))) return 'duplicate';
      stored.set(property.id, structuredClone({ property, created: command, commands: [], slot }));
      return 'inserted';
    },
    takenSlots: async (ownerId) =>
      all().flatMap(({ property, slot }) => (property.ownerId === ownerId ? (slot ?? []) : [])),
    createdWith: async (ownerId, key) => {
      const found = withKey(ownerId, key);
      return found?.created && structuredClone({ created: found.property, hash: found.created.hash });
    },
    owned: async (id, ownerId) => {
      const found = ownedBy(id, ownerId);
      return found && structuredClone({ property: found.property, commands: found.commands });
    },
    ownedBeside: (ownerId) =>
      fakeLook(({ propertyId }) => propertyId !== null && ownedBy(propertyId, ownerId) !== undefined),
    accessBeside: () =>
      fakeLook(({ propertyId }) => {
        const found = stored.get(propertyId ?? '')?.property;
        if (!found) return undefined;
        const { accessNotes, address, place } = found;
        return { accessNotes, address, place };
      }),
    listOwned: async (ownerId, page) => {
      const own = all().flatMap(({ property }) => (property.ownerId === ownerId ? [property] : []));
      return structuredClone(pageOf(own, page));
    },
    change: async ({ id, ownerId, expectedVersion, set, at, command }) => {
      const found = ownedBy(id, ownerId);
      if (found?.property.version !== expectedVersion) return undefined;
      found.property = {
        ...found.property,
        ...structuredClone(set),
        version: expectedVersion + 1,
        updatedAt: at,
      };
      if (command) found.commands = [...found.commands, command].slice(-commandRing);
      return structuredClone(found.property);
    },
  };
};
