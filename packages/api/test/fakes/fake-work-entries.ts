import type { CommandRecord } from '../../src/kernel/command.ts';
import type { LogOf, WorkEntries, WorkEntry } from '../../src/modules/work-log/work-log.ports.ts';
import { fakeLook } from './fake-look.ts';

interface Stored {
  entry: WorkEntry;
  slot: number;
  created: CommandRecord | undefined;
}

export const fakeWorkEntries = (): WorkEntries => {
  const stored = new Map<string, Stored>();
  const isOf =
    ({ requestId, contractorId }: LogOf) =>
    ({ entry }: Stored) =>
      entry.requestId === requestId && entry.contractorId === contractorId;
  const among = (log: LogOf) => [...stored.values()].filter(isOf(log));
  const allOf = (log: LogOf) =>
    among(log)
      .map(({ entry }) => entry)
      .toSorted((a, b) => (a.sortKey < b.sortKey ? 1 : -1));
  const withKey = (contractorId: string, key: string) =>
    [...stored.values()].find(
      ({ entry, created }) => entry.contractorId === contractorId && created?.key === key,
    );
  return {
    insert: async ({ slot, ...entry }, command) => {
      if (among(entry).some((one) => one.slot === slot)) return 'slot_taken';
      if (stored.has(entry.id) || (command && withKey(entry.contractorId, command.key))) return 'duplicate';
      stored.set(entry.id, structuredClone({ entry, slot, created: command }));
      return 'inserted';
    },
    createdWith: async (contractorId, key) => {
      const found = withKey(contractorId, key);
      return found?.created && structuredClone({ created: found.entry, hash: found.created.hash });
    },
    takenSlots: async (log) => among(log).map(({ slot }) => slot),
    all: async (log) => structuredClone(allOf(log)),
    beside: (requestId) =>
      fakeLook(({ award }) => (award ? allOf({ requestId, contractorId: award.contractorId }) : [])),
    remove: async (id, log, at) => {
      const found = among(log).find(({ entry }) => entry.id === id && entry.at >= log.since);
      if (!found) return undefined;
      found.entry.removedAt ??= at;
      return structuredClone(found.entry);
    },
  };
};
