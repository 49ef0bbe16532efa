import { isPrivate } from '@pmp/contracts/lifecycle';
import { type CommandRecord, commandRing } from '../../src/kernel/command.ts';
import type { Tail, TailEntry, Tails } from '../../src/modules/event/event.ports.ts';
import { derivedOf } from '../../src/modules/request/request.derived.ts';
import {
  type Derived,
  everyone,
  type ListScope,
  type Request,
  type Requests,
  type Scope,
} from '../../src/modules/request/request.ports.ts';
import { fakeBeside, fakeLook } from './fake-look.ts';
import type { Snapshots } from './fake-transact.ts';
import { pageOf } from './page-of.ts';

interface Stored {
  request: Request;
  created: CommandRecord | undefined;
  commands: CommandRecord[];
  tail: TailEntry[];
  relayDueAt: Date | undefined;
  derived: Derived;
  daySlot?: { day: string; slot: number } | undefined;
  planDue?: string | undefined;
}

const tailOf = ({ request, tail }: Stored): Tail => ({
  subjectId: request.id,
  version: request.version,
  entries: tail,
});

const isAmong = (scope: ListScope, { request, derived }: Stored): boolean => {
  const { homeownerId, place, status, award, openTo } = request;
  switch (scope.by) {
    case 'homeowner':
      return homeownerId === scope.homeownerId;
    case 'official':
      return place.jurisdictionId === scope.jurisdictionId && !isPrivate(status);
    case 'contractor':
      return award?.contractorId === scope.contractorId;
    case 'invited':
      return status === 'quoting' && openTo.includes(scope.contractorId);
    case 'board':
      return derived.board.some((key) => scope.keys.includes(key));
  }
};

const isWithin = (scope: Scope, stored: Stored): boolean => {
  const { request } = stored;
  switch (scope.by) {
    case 'homeowner':
    case 'contractor':
      return isAmong(scope, stored);
    case 'official':
      return isAmong(scope, stored) || isAmong({ by: 'official', jurisdictionId: null }, stored);
    case 'bidder':
      return (
        request.status === 'quoting' &&
        (request.openTo.includes(scope.contractorId) || request.openTo.includes(everyone))
      );
    case 'system':
      return true;
  }
};

export const fakeRequests = () => {
  let stored = new Map<string, Stored>();
  const all = () => [...stored.values()];
  const within = (scope: Scope, id: string) => {
    const found = stored.get(id);
    return found && isWithin(scope, found) ? found : undefined;
  };
  const withKey = (homeownerId: string, key: string) =>
    all().find((one) => one.request.homeownerId === homeownerId && one.created?.key === key);

  const plannedFor = (homeownerId: string, planDue: string) =>
    all().find((one) => one.request.homeownerId === homeownerId && one.planDue === planDue);

  const requests: Requests = {
    insert: async ({ daySlot, planDue, ...request }, entry, command) => {
      const isTaken = all().some(
        (one) =>
          one.request.homeownerId === request.homeownerId &&
          one.daySlot?.day === daySlot?.day &&
          one.daySlot?.slot === daySlot?.slot,
      );
      if (daySlot && isTaken) return 'slot_taken';
      const taken =
        stored.has(request.id) ||
        all().some((one) => one.request.number === request.number) ||
        (command && withKey(request.homeownerId, command.key)) ||
        (planDue !== undefined && plannedFor(request.homeownerId, planDue));
      if (taken) return 'duplicate';
      stored.set(
        request.id,
        structuredClone({
          request,
          created: command,
          commands: [],
          tail: [entry],
          relayDueAt: entry.at,
          derived: derivedOf(request),
          daySlot,
          planDue,
        }),
      );
      return 'inserted';
    },
    takenSlots: async (homeownerId, day) =>
      all().flatMap(({ request, daySlot }) =>
        request.homeownerId === homeownerId && daySlot?.day === day ? [daySlot.slot] : [],
      ),
    createdWith: async (homeownerId, key) => {
      const found = withKey(homeownerId, key);
      return found?.created && structuredClone({ created: found.request, hash: found.created.hash });
    },
    plannedFor: async (homeownerId, planDue) => structuredClone(plannedFor(homeownerId, planDue)?.request),
    find: async (id, scope) => structuredClone(within(scope, id)?.request),
    findWith: async (id, scope, looks) => {
      const request = within(scope, id)?.request;
      return request && { request: structuredClone(request), beside: fakeBeside(request, looks) };
    },
    findWhole: async (id, scope, looks) => {
      const found = within(scope, id);
      if (!found) return undefined;
      const { request, commands, tail } = found;
      return { ...structuredClone({ request, commands, tail }), beside: fakeBeside(request, looks) };
    },
    beside: () => fakeLook(({ requestId }) => stored.get(requestId)?.request),
    list: async (scope, { status, ...page }) => {
      const found = all()
        .filter((one) => isAmong(scope, one) && (!status || one.request.status === status))
        .map(({ request }) => request);
      return structuredClone(pageOf(found, page));
    },
    many: async (ids) =>
      structuredClone(all().flatMap(({ request }) => (ids.includes(request.id) ? [request] : []))),
    due: async (now, limit) =>
      all()
        .flatMap(({ request: { id }, derived: { dueAt } }) => (dueAt && dueAt <= now ? [{ id, dueAt }] : []))
        .toSorted((a, b) => a.dueAt.getTime() - b.dueAt.getTime())
        .slice(0, limit)
        .map(({ id }) => id),
    change: async ({ request: { id, status, version }, set, derived, entry, command }) => {
      const found = stored.get(id);
      if (found?.request.status !== status || found.request.version !== version) return undefined;
      found.request = {
        ...found.request,
        ...structuredClone(set),
        version: version + 1,
        updatedAt: entry.at,
      };
      found.tail = [...found.tail, structuredClone(entry)];
      found.relayDueAt ??= entry.at;
      found.derived = structuredClone(derived);
      if (command) found.commands = [...found.commands, command].slice(-commandRing);
      return structuredClone(found.request);
    },
  };

  const tails: Tails = {
    clear: async (cleared) => {
      for (const { subjectId, version } of cleared) {
        const found = stored.get(subjectId);
        if (!found) continue;
        found.tail = found.tail.filter(({ seq }) => seq > version);
        if (found.request.version === version) found.relayDueAt = undefined;
      }
    },
    overdue: async (before, limit) => {
      const due = all().flatMap((one) =>
        one.relayDueAt && one.relayDueAt < before ? [{ at: one.relayDueAt, one }] : [],
      );
      return due
        .toSorted((a, b) => a.at.getTime() - b.at.getTime())
        .slice(0, limit)
        .map(({ one }) => structuredClone(tailOf(one)));
    },
  };

  const snapshots: Snapshots = {
    snapshot: () => {
      const kept = structuredClone(stored);
      return () => {
        stored = kept;
      };
    },
  };

  return {
    ...requests,
    ...tails,
    ...snapshots,
    /** Puts a request there as if moves that have no procedure yet had been made. */
    put: (request: Request, tail: TailEntry[] = []) => {
      stored.set(
        request.id,
        structuredClone({
          request,
          created: undefined,
          commands: [],
          tail,
          relayDueAt: tail[0]?.at,
          derived: derivedOf(request),
        }),
      );
    },
  };
};
