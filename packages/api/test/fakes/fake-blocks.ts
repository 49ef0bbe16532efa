import { type CommandRecord, commandRing } from '../../src/kernel/command.ts';
import { sortKey } from '../../src/kernel/sort-key.ts';
import type { Blocks, Decision, Officials, PersonStanding } from '../../src/modules/person/person.ports.ts';

interface Stored {
  standing: PersonStanding;
  decisions: Decision[];
  commands: CommandRecord[];
}

export const fakeBlocks = () => {
  const stored = new Map<string, Stored>();
  const keyOf = ({ changedAt, personId }: PersonStanding) => sortKey(changedAt, personId);
  const blocks: Blocks = {
    standing: async (personId) => {
      const found = stored.get(personId);
      return found && structuredClone({ ...found, decisions: found.decisions.length });
    },
    change: async ({ personId, expectedVersion, decision, command }) => {
      const found = stored.get(personId);
      if ((found?.standing.version ?? 0) !== expectedVersion) return undefined;
      const standing: PersonStanding = {
        personId,
        version: expectedVersion + 1,
        state: decision.state,
        changedAt: decision.at,
      };
      const commands = [...(found?.commands ?? []), ...(command ? [command] : [])].slice(-commandRing);
      stored.set(
        personId,
        structuredClone({ standing, decisions: [...(found?.decisions ?? []), decision], commands }),
      );
      return structuredClone(standing);
    },
    changedSince: async (from, limit) =>
      [...stored.values()]
        .map(({ standing }) => ({
          personId: standing.personId,
          blocked: standing.state !== 'active',
          sortKey: keyOf(standing),
        }))
        .filter((change) => change.sortKey >= from)
        .toSorted((a, b) => (a.sortKey < b.sortKey ? -1 : 1))
        .slice(0, limit),
  };
  return { ...blocks, decisionsOf: (personId: string) => stored.get(personId)?.decisions ?? [] };
};

export const fakeOfficials = (): Officials => {
  const seen = new Set<string>();
  const assigned = new Map<string, string | null>();
  return {
    seen: (personId) => void seen.add(personId),
    has: async (personId) => seen.has(personId),
    jurisdictionOf: (personId) => assigned.get(personId) ?? null,
    assign: async (personId, jurisdictionId) => {
      seen.add(personId);
      assigned.set(personId, jurisdictionId);
    },
  };
};
