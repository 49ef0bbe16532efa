import { type CommandRecord, commandRing } from '../../src/kernel/command.ts';
import type { Plan, PlanFields, Plans } from '../../src/modules/plan/plan.ports.ts';
import { pageOf } from './page-of.ts';

interface Stored {
  plan: Plan;
  created: CommandRecord | undefined;
  commands: CommandRecord[];
  slot: number | undefined;
}

export const fakePlans = (): Plans => {
  const stored = new Map<string, Stored>();
  const all = () => [...stored.values()];
  const ownedBy = (id: string, ownerId: string) => {
    const found = stored.get(id);
    return found?.plan.ownerId === ownerId ? found : undefined;
  };
  const withKey = (ownerId: string, key: string) =>
    all().find((one) => one.plan.ownerId === ownerId && one.created?.key === key);
  const write = (found: Stored, set: PlanFields, at: Date) => {
    found.plan = { ...found.plan, ...structuredClone(set), version: found.plan.version + 1, updatedAt: at };
    if (set.endedAt) found.slot = undefined;
  };

  return {
    insert: async ({ slot, ...plan }, command) => {
      const own = all().filter((one) => one.plan.ownerId === plan.ownerId);
      if (slot !== undefined && own.some((one) => one.slot === slot)) return 'slot_taken';
      if (stored.has(plan.id) || (command && withKey(plan.ownerId, command.key))) return 'duplicate';
      stored.set(plan.id, structuredClone({ plan, created: command, commands: [], slot }));
      return 'inserted';
    },
    takenSlots: async (ownerId) =>
      all().flatMap(({ plan, slot }) => (plan.ownerId === ownerId ? (slot ?? []) : [])),
    createdWith: async (ownerId, key) => {
      const found = withKey(ownerId, key);
      return found?.created && structuredClone({ created: found.plan, hash: found.created.hash });
    },
    own: async (id, ownerId) => {
      const found = ownedBy(id, ownerId);
      return found && structuredClone({ plan: found.plan, commands: found.commands });
    },
    listOwned: async (ownerId, page) => {
      const own = all().flatMap(({ plan }) => (plan.ownerId === ownerId ? [plan] : []));
      return structuredClone(pageOf(own, page));
    },
    change: async ({ id, ownerId, expectedVersion, set, at, command }) => {
      const found = ownedBy(id, ownerId);
      if (found?.plan.version !== expectedVersion) return undefined;
      write(found, set, at);
      if (command) found.commands = [...found.commands, command].slice(-commandRing);
      return structuredClone(found.plan);
    },
    due: async (now, limit) => {
      const due = all().flatMap(({ plan }) =>
        plan.makeAt && plan.makeAt <= now ? [{ at: plan.makeAt, plan }] : [],
      );
      return due
        .toSorted((a, b) => a.at.getTime() - b.at.getTime())
        .slice(0, limit)
        .map(({ plan }) => structuredClone(plan));
    },
    advance: async ({ id, expectedVersion, makeAt, set, at }) => {
      const found = stored.get(id);
      if (found?.plan.version !== expectedVersion) return false;
      if (found.plan.makeAt?.getTime() !== makeAt.getTime()) return false;
      write(found, set, at);
      return true;
    },
  };
};
