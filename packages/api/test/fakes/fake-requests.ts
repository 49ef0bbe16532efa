import { isPrivate } from '@pmp/contracts/lifecycle';
import { type CommandRecord, commandRing } from '../../src/kernel/command.ts';
import type { Tail, TailEntry, Tails } from '../../src/modules/event/event.ports.ts';
import type { ListScope, Request, Requests, Scope } from '../../src/modules/request/request.ports.ts';
import { pageOf } from './page-of.ts';

interface Stored {
  request: Request;
  created: CommandRecord | undefined;
  commands: CommandRecord[];
  tail: TailEntry[];
  dueAt: Date | undefined;
  daySlot?: { day: string; slot: number } | undefined;
  planDue?: string | undefined;
}

const tailOf = ({ request, tail }: Stored): Tail => ({
  subjectId: request.id,
  version: request.version,
  entries: tail,
});

const isAmong = (scope: ListScope, { homeownerId, place, status }: Request) =>
  scope.by === 'homeowner'
    ? homeownerId === scope.homeownerId
    : place.jurisdictionId === scope.jurisdictionId && !isPrivate(status);

export const fakeRequests = () => {
  const stored = new Map<string, Stored>();
  const all = () => [...stored.values()];
  const within = (scope: Scope, id: string) => {
    const found = stored.get(id);
    if (!found) return undefined;
    const isPlacedNowhere = found.request.place.jurisdictionId === null;
    const nowhere: ListScope = { by: 'official', jurisdictionId: null };
    return isAmong(isPlacedNowhere && scope.by === 'official' ? nowhere : scope, found.request)
      ? found
      : undefined;
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
          dueAt: entry.at,
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
    findWhole: async (id, scope) => {
      const found = within(scope, id);
      return found && structuredClone({ request: found.request, commands: found.commands, tail: found.tail });
    },
    list: async (scope, { status, ...page }) => {
      const found = all()
        .map(({ request }) => request)
        .filter((request) => isAmong(scope, request) && (!status || request.status === status));
      return structuredClone(pageOf(found, page));
    },
    change: async ({ request: { id, status, version }, set, entry, command }) => {
      const found = stored.get(id);
      if (found?.request.status !== status || found.request.version !== version) return undefined;
      found.request = {
        ...found.request,
        ...structuredClone(set),
        version: version + 1,
        updatedAt: entry.at,
      };
      found.tail = [...found.tail, structuredClone(entry)];
      found.dueAt ??= entry.at;
      if (command) found.commands = [...found.commands, command].slice(-commandRing);
      return structuredClone({ request: found.request, tail: tailOf(found) });
    },
  };

  const tails: Tails = {
    clear: async (cleared) => {
      for (const { subjectId, version } of cleared) {
        const found = stored.get(subjectId);
        if (found?.request.version !== version) continue;
        found.tail = [];
        found.dueAt = undefined;
      }
    },
    overdue: async (before, limit) => {
      const due = all().flatMap((one) => (one.dueAt && one.dueAt < before ? [{ at: one.dueAt, one }] : []));
      return due
        .toSorted((a, b) => a.at.getTime() - b.at.getTime())
        .slice(0, limit)
        .map(({ one }) => structuredClone(tailOf(one)));
    },
  };

  return {
    ...requests,
    ...tails,
    /** Puts a request there as if moves that have no procedure yet had been made. */
    put: (request: Request, tail: TailEntry[] = []) => {
      stored.set(
        request.id,
        structuredClone({ request, created: undefined, commands: [], tail, dueAt: tail[0]?.at }),
      );
    },
  };
};
