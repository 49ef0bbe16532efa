import { type HoldReason, pausingReasons, type WaitingOn } from '@pmp/contracts/lifecycle';
import type { Visit } from '@pmp/contracts/request-view';
import { agreedVisit, dayMs } from './request.derived.ts';
import { noProgress, type Request, type RequestFields } from './request.ports.ts';

/** Who was last bound to the job. Whoever let an offer lapse or turned it down was never on it. */
const lastOn = ({ award, lastContractorId }: Request) =>
  award?.acceptedAt ? award.contractorId : lastContractorId;

/** The cap that goes on without the award: that of a direct offer was made with the offer, and ends with it. */
const capOf = ({ award, spendCap }: Request) => (award?.quoteId === null ? null : spendCap);

/** Nobody is on the job, and nothing of it is under way. */
export const withoutAward = (request: Request): RequestFields => ({
  award: null,
  windows: null,
  visits: [],
  hold: null,
  pausedMs: 0,
  startedAt: null,
  completion: null,
  reminded: false,
  // What was done is settled with the release; the next contractor sends an invoice of their own.
  invoice: null,
  returnedCount: 0,
  spendCap: capOf(request),
  lastContractorId: lastOn(request),
  waitingOn: 'homeowner',
});

/** As it was when it was reported: nothing of how it ended stays but its history. */
export const anew = (request: Request): RequestFields => ({
  ...noProgress,
  priorityFloor: request.priorityFloor,
  reopenCount: request.reopenCount,
  spendCap: capOf(request),
  lastContractorId: lastOn(request),
  resolution: null,
  waitingOn: 'homeowner',
});

/** Whose turn it is while work pauses. */
const waitingFor: Readonly<Record<HoldReason, WaitingOn>> = {
  parts: 'contractor',
  access: 'homeowner',
  weather: 'none',
  permit: 'contractor',
  payment: 'homeowner',
  owner: 'homeowner',
  stop_work: 'official',
};

/**
 * Whose turn it is on a job under way, by what it is like after a write: the city's to let stopped work go on, the homeowner's to answer
 * to extra work, then whoever ends the pause or answers what was offered. Otherwise the contractor's.
 */
export const turnOf = ({ hold, award, windows }: Pick<Request, 'hold' | 'award' | 'windows'>): WaitingOn => {
  if (hold?.reason === 'stop_work') return waitingFor.stop_work;
  if (award?.changeOrders.some(({ state }) => state === 'proposed')) return 'homeowner';
  if (hold) return waitingFor[hold.reason];
  return windows?.by === 'contractor' ? 'homeowner' : 'contractor';
};

/** The visits with the agreed one, if there is any, in another state. */
export const visitsWith = ({ visits }: Pick<Request, 'visits'>, state: Visit['state']): Visit[] =>
  visits.map((visit) => (visit.state === 'confirmed' ? { ...visit, state } : visit));

/**
 * The visits once the agreed one stands no longer: one that work in progress has reached was kept, one that is over without work was
 * missed, any other is given up.
 */
export const visitsBefore = (request: Request, now: Date): Visit[] => {
  const visit = agreedVisit(request);
  if (visit && request.status === 'in_progress' && visit.start <= now) return visitsWith(request, 'kept');
  return visitsWith(request, visit && visit.end <= now ? 'missed' : 'cancelled');
};

/** The visits once the work begins: it keeps one that has begun, or begins within a day. A later one stays agreed. */
export const visitsAtStart = (request: Request, now: Date): readonly Visit[] => {
  const visit = agreedVisit(request);
  const isMeant = visit && visit.start.getTime() - now.getTime() <= dayMs;
  return isMeant ? visitsWith(request, 'kept') : request.visits;
};

/** For how long holds have stopped the contractor's time until `now`, in milliseconds. */
export const pausedSoFar = ({ hold, pausedMs }: Pick<Request, 'hold' | 'pausedMs'>, now: Date): number =>
  hold && pausingReasons.includes(hold.reason) ? pausedMs + now.getTime() - hold.since.getTime() : pausedMs;

/** What the end of a hold leaves. Where it began as a visit that has passed meanwhile, that was missed. */
export const goingOn = (request: Request, now: Date) => {
  const from = request.hold?.from ?? 'assigned';
  const visit = agreedVisit(request);
  const isMissed = from === 'scheduled' && visit !== undefined && visit.end <= now;
  const set: RequestFields = {
    hold: null,
    pausedMs: pausedSoFar(request, now),
    waitingOn: turnOf({ ...request, hold: null }),
    ...(isMissed && { visits: visitsBefore(request, now) }),
  };
  return { to: isMissed ? 'assigned' : from, set } as const;
};
