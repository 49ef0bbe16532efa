import { type HoldReason, pausingReasons, type WaitingOn } from '@pmp/contracts/lifecycle';
import type { Visit } from '@pmp/contracts/request-view';
import { noProgress, type Request, type RequestFields } from './request.ports.ts';

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
  lastContractorId: request.award?.contractorId ?? request.lastContractorId,
  waitingOn: 'homeowner',
});

/** As it was when it was reported: nothing of how it ended stays but its history. */
export const anew = (request: Request): RequestFields => ({
  ...noProgress,
  priorityFloor: request.priorityFloor,
  reopenCount: request.reopenCount,
  spendCap: request.spendCap,
  lastContractorId: request.award?.contractorId ?? request.lastContractorId,
  resolution: null,
  waitingOn: 'homeowner',
});

/** Whose turn it is while work pauses. */
export const waitingFor: Readonly<Record<HoldReason, WaitingOn>> = {
  parts: 'contractor',
  access: 'homeowner',
  weather: 'none',
  permit: 'contractor',
  payment: 'homeowner',
  owner: 'homeowner',
  stop_work: 'official',
};

/** Whose turn it is on a job that nothing new has happened to. */
export const turnOf = ({ hold, windows }: Pick<Request, 'hold' | 'windows'>): WaitingOn => {
  if (hold) return waitingFor[hold.reason];
  return windows?.by === 'contractor' ? 'homeowner' : 'contractor';
};

/** The visits with the agreed one, if there is any, in another state. */
export const visitsWith = ({ visits }: Pick<Request, 'visits'>, state: Visit['state']): Visit[] =>
  visits.map((visit) => (visit.state === 'confirmed' ? { ...visit, state } : visit));

/** The visits once another is agreed on, or the work is done: one that work in progress has reached was kept, any other is given up. */
export const visitsBefore = (request: Request, now: Date): Visit[] => {
  const isReached = request.visits.some(({ state, start }) => state === 'confirmed' && start <= now);
  return visitsWith(request, request.status === 'in_progress' && isReached ? 'kept' : 'cancelled');
};

/** Who answers what one side has offered. */
export const otherSide = (side: 'homeowner' | 'contractor') =>
  side === 'homeowner' ? 'contractor' : 'homeowner';

/** For how long holds have stopped the contractor's time until `now`, in milliseconds. */
export const pausedSoFar = ({ hold, pausedMs }: Pick<Request, 'hold' | 'pausedMs'>, now: Date): number =>
  hold && pausingReasons.includes(hold.reason) ? pausedMs + now.getTime() - hold.since.getTime() : pausedMs;

/** What the end of a hold leaves. Where it began as a visit that has passed meanwhile, that was not kept. */
export const goingOn = (request: Request, now: Date) => {
  const from = request.hold?.from ?? 'assigned';
  const hasPassed = request.visits.some(({ state, end }) => state === 'confirmed' && end <= now);
  const isMissed = from === 'scheduled' && hasPassed;
  const set: RequestFields = {
    hold: null,
    pausedMs: pausedSoFar(request, now),
    waitingOn: 'contractor',
    ...(isMissed && { visits: visitsWith(request, 'cancelled') }),
  };
  return { to: isMissed ? 'assigned' : from, set } as const;
};
