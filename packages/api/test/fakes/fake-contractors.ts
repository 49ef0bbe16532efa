import { type CommandRecord, commandRing } from '../../src/kernel/command.ts';
import { sortKey } from '../../src/kernel/sort-key.ts';
import type { Contractor, Contractors } from '../../src/modules/contractor/contractor.ports.ts';
import { fakeLook } from './fake-look.ts';
import type { Snapshots } from './fake-transact.ts';
import { pageOf } from './page-of.ts';

interface Stored {
  contractor: Contractor;
  boardKeys: readonly string[];
  commands: CommandRecord[];
}

export const fakeContractors = (): Contractors & Snapshots => {
  let stored = new Map<string, Stored>();
  const copyOf = (found: Stored | undefined) => structuredClone(found?.contractor);
  return {
    own: async (id) => {
      const found = stored.get(id);
      return found && structuredClone({ contractor: found.contractor, commands: found.commands });
    },
    save: async ({ contractorId: id, expectedVersion, fields, boardKeys, at, command }) => {
      const found = stored.get(id);
      if ((found?.contractor.version ?? 0) !== expectedVersion) return undefined;
      const {
        rated = { count: 0, quality: 0, time: 0, price: 0 },
        createdAt = at,
        sortKey: sk = sortKey(at, id),
      } = found?.contractor ?? {};
      const contractor: Contractor = {
        id,
        version: expectedVersion + 1,
        ...fields,
        rated,
        createdAt,
        updatedAt: at,
        sortKey: sk,
      };
      const commands = [...(found?.commands ?? []), ...(command ? [command] : [])].slice(-commandRing);
      stored.set(id, structuredClone({ contractor, boardKeys: fields.active ? boardKeys : [], commands }));
      return structuredClone(contractor);
    },
    find: async (id) => copyOf(stored.get(id)),
    beside: () => fakeLook(({ contractorId }) => stored.get(contractorId)?.contractor),
    manyBeside: (ids) =>
      fakeLook(() => [...new Set(ids.slice(0, 100))].flatMap((id) => stored.get(id)?.contractor ?? [])),
    withKeysBeside: (id) =>
      fakeLook(() => {
        const found = stored.get(id);
        return found && { contractor: found.contractor, boardKeys: [...found.boardKeys] };
      }),
    listFor: async (boardKeys, page) => {
      const found = [...stored.values()].filter((one) =>
        one.boardKeys.some((key) => boardKeys.includes(key)),
      );
      return structuredClone(
        pageOf(
          found.map(({ contractor }) => contractor),
          page,
        ),
      );
    },
    boardKeys: async (id) => [...(stored.get(id)?.boardKeys ?? [])],
    rate: async (id, { quality, time, price }) => {
      const rated = stored.get(id)?.contractor.rated;
      if (!rated) return;
      rated.count += 1;
      rated.quality += quality;
      rated.time += time;
      rated.price += price;
    },
    snapshot: () => {
      const kept = structuredClone(stored);
      return () => {
        stored = kept;
      };
    },
  };
};
