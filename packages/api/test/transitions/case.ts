import type { Move, Mover, RequestStatus } from '@pmp/contracts/lifecycle';
import type { Award, Request } from '../../src/modules/request/request.ports.ts';
import { aProfile } from '../factories/contractor.ts';
import { aPrincipal } from '../factories/principal.ts';
import { aQuote } from '../factories/quote.ts';
import { anEntry, aRequest, asOwner } from '../factories/request.ts';
import { hexId } from '../factories/unique.ts';
import { type Caller, callerOf, createTestApi, refusalOf } from '../testing.ts';

const hour = 3_600_000;

const awarded: readonly RequestStatus[] = [
  'assigned',
  'scheduled',
  'in_progress',
  'on_hold',
  'completed',
  'closed',
];

/** In these, agreeing to a window adds a visit and is no move: nothing is offered there. */
const scheduledAlready: readonly RequestStatus[] = ['scheduled', 'in_progress'];

/** A case with its three parties, in some state, with all that a move by `mover` asks of it besides the state. */
export const caseIn = async (status: RequestStatus, move: Move, mover: Mover) => {
  const api = createTestApi();
  const people = {
    homeowner: aPrincipal(),
    contractor: aPrincipal({ roles: ['contractor'] }),
    official: aPrincipal({ roles: ['official'] }),
  };
  const { homeowner, contractor, official } = people;
  await api.deps.officials.assign(official.userId, 'riverton');
  await callerOf(api.deps, contractor).contractor.profile.save(aProfile());
  const now = api.clock.now();
  const later = (hours: number) => new Date(now.getTime() + hours * hour);
  const award: Award = {
    contractorId: contractor.userId,
    quoteId: null,
    revision: null,
    agreed: { minor: 50_000, currency: 'EUR' },
    awardedAt: now,
    acceptedAt: now,
    acceptDueAt: null,
    changeOrders: [],
    atVersion: 2,
  };
  const isStopped = move === 'lift_stop_work';
  const request: Request = aRequest({
    status,
    version: 4,
    homeownerId: homeowner.userId,
    openTo: status === 'quoting' ? [contractor.userId] : [],
    endedAt: now,
    ...(awarded.includes(status) && { award }),
    ...(awarded.includes(status) &&
      !scheduledAlready.includes(status) && {
        windows: {
          by: mover === 'homeowner' ? 'contractor' : 'homeowner',
          zone: 'Europe/Berlin',
          windows: [{ start: later(48), end: later(50) }],
        },
      }),
    ...(status === 'scheduled' && {
      visits: [{ start: later(24), end: later(26), zone: 'Europe/Berlin', state: 'confirmed' }],
    }),
    ...(status === 'on_hold' && {
      hold: {
        reason: isStopped ? 'stop_work' : 'parts',
        by: 'contractor',
        from: 'in_progress',
        since: now,
        until: null,
      },
    }),
    ...((status === 'completed' || status === 'closed') && {
      completion: {
        at: now,
        note: 'Done',
        done: [],
        labourMinutes: 60,
        cost: award.agreed,
        warrantyUntil: null,
      },
    }),
  });
  api.requests.put(request, [anEntry(request)]);
  const earlier = aRequest({ homeownerId: homeowner.userId });
  api.requests.put(earlier);

  const quote = aQuote({
    requestId: request.id,
    homeownerId: homeowner.userId,
    contractorId: contractor.userId,
  });
  await api.quotes.insert({ quote, at: now, entry: undefined, command: undefined });

  const callers: Record<Exclude<Mover, 'system'>, Caller> = {
    homeowner: callerOf(api.deps, homeowner),
    contractor: callerOf(api.deps, contractor),
    official: callerOf(api.deps, official),
  };
  return {
    api,
    request,
    earlierId: earlier.id,
    contractorId: contractor.userId,
    quoteId: quote.id,
    /** The codes that the category asks a contractor to tick. */
    checklist: api.deps.categories.byCode(request.category)?.checklist.map(({ code }) => code) ?? [],
    later,
    callers,
    idOf: (role: Exclude<Mover, 'system'>) => people[role].userId,
    stored: () => api.requests.findWhole(request.id, asOwner(homeowner.userId)),
    refusalOf,
    key: () => hexId(),
  };
};

export type Case = Awaited<ReturnType<typeof caseIn>>;
