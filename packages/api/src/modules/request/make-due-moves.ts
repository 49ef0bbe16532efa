import { terms } from '@pmp/contracts/lifecycle';
import { system } from '../../kernel/actor.ts';
import { AppError } from '../../kernel/app-error.ts';
import { type ChangeNeeds, changeRequest } from './change-request.ts';
import { confirmCompletion } from './confirm-completion.ts';
import { releaseJob } from './release-job.ts';
import { dayMs, derivedOf } from './request.derived.ts';
import { toHomeowner } from './request.notices.ts';
import { requireVersion } from './request.policy.ts';
import type { Request, RequestFields } from './request.ports.ts';
import { resumeJob } from './resume-job.ts';

const mostAtOnce = 100;
/** A run ends after this many full batches; the next one goes on. */
const mostRounds = 50;

export const unanswered = 'The offer was not answered in time';
export const nobodyCame = 'Nobody came to the visit that was agreed';

/**
 * Does what is due by now, as the platform's clock. Two processes may do it at once: each judges a version, and whoever is second finds
 * another one. Answers how many requests it has seen to. One that fails is told to `onError`, is left to the next run and does not
 * hold up the rest; a database that is away ends the run.
 */
export const makeDueMoves = async (deps: ChangeNeeds, onError: (error: unknown) => void): Promise<number> => {
  /** What this run could not see to: it stays due, and is found again with every batch. */
  const left = new Set<string>();
  let seenTo = 0;
  for (let round = 0; round < mostRounds; round += 1) {
    const limit = mostAtOnce + left.size;
    const due = await deps.requests.due(deps.clock.now(), limit);
    const fresh = due.filter((id) => !left.has(id));
    if (fresh.length === 0) break;
    for (const request of await deps.requests.many(fresh)) {
      try {
        if (await seeTo(deps, request)) seenTo += 1;
        else left.add(request.id);
      } catch (error) {
        if (error instanceof AppError && error.code === 'unavailable') throw error;
        left.add(request.id);
        onError(error);
      }
    }
    if (due.length < limit) break;
  }
  return seenTo;
};

/** The request is no longer as it was when it was found: somebody else was faster, which is no fault. */
const overtaken: readonly AppError['code'][] = [
  'conflict',
  'invalid_transition',
  'not_found',
  'stale_version',
];

/** False when there was nothing to do after all. */
const seeTo = async (deps: ChangeNeeds, request: Request): Promise<boolean> => {
  const now = deps.clock.now();
  const { dueAt } = derivedOf(request);
  if (dueAt === null || dueAt > now) return false;
  try {
    await moveOn(deps, request, now);
    return true;
  } catch (error) {
    if (error instanceof AppError && overtaken.includes(error.code)) return false;
    throw error;
  }
};

/** Each call names the version that was judged, so that nothing happens to a request that has changed since. */
const moveOn = async (deps: ChangeNeeds, request: Request, now: Date): Promise<unknown> => {
  const { id, version, completion } = request;
  switch (request.status) {
    case 'quoting':
      return remind(deps, request, { quotesDueTold: true, waitingOn: 'homeowner' });
    case 'assigned':
      return releaseJob(deps, system, { id, version, reason: unanswered });
    case 'scheduled':
      return releaseJob(deps, system, { id, version, reason: nobodyCame });
    case 'on_hold':
      return resumeJob(deps, system, { id, version });
    case 'completed': {
      // A clock that stood still for a day does not remind of what it does in the same breath.
      const isOver = completion && now.getTime() - completion.at.getTime() >= terms.silenceDays * dayMs;
      return isOver
        ? confirmCompletion(deps, system, { id, version })
        : remind(deps, request, { reminded: true });
    }
    default:
      throw new Error(`Nothing is due in ${request.status}`);
  }
};

/** Tells the homeowner, once, that it is their turn. Not a move: the state stays. */
const remind = (deps: ChangeNeeds, { id, version }: Request, set: RequestFields) =>
  changeRequest(deps, system, {
    id,
    command: undefined,
    decide: (request) => {
      requireVersion(request, version, system.role);
      return { set, event: { type: 'reminded' }, notices: toHomeowner(request, 'reminded') };
    },
  });
