import { editableStatuses, isLegal, type Move, type Mover, open311Status } from '@pmp/contracts/lifecycle';
import { AppError } from '../../kernel/app-error.ts';
import type { Contractor } from '../contractor/contractor.ports.ts';
import { allowedMoves } from './request.guards.ts';
import type { Request } from './request.ports.ts';
import { countedFrom, type Party } from './request.scope.ts';

/** Refuses a command that was made from an older view than the stored one. */
export const requireVersion = (request: Request, seen: number | undefined, role: Party['role']) => {
  const current = request.version - countedFrom(request, role);
  if (seen !== undefined && seen !== current) {
    throw new AppError('stale_version', 'The request has changed; look at it again', {
      currentVersion: current,
    });
  }
};

/**
 * Refuses an official who would decide in a case of their own: they report, work or may quote there, or were the last on the job. They
 * read it all the same.
 */
export const requireNoPart = (request: Request, { role, id }: Party) => {
  if (role !== 'official') return;
  const { homeownerId, award, lastContractorId, openTo } = request;
  if ([homeownerId, award?.contractorId, lastContractorId, ...openTo].includes(id)) {
    throw new AppError('forbidden', 'You have a part in this case yourself; another official has to decide');
  }
};

interface Asking {
  by: Mover;
  now: Date;
}

/** The refusal of what the state does not allow, with what it does. */
export const refuse = (request: Request, what: string, { by, now }: Asking) =>
  new AppError(
    'invalid_transition',
    `A request that is ${request.status.replace('_', ' ')} can't be ${what}`,
    {
      allowedMoves: allowedMoves(request, by, now),
    },
  );

const participles: Readonly<Record<Move, string>> = {
  submit: 'submitted',
  invite: 'opened to quotes',
  award: 'awarded',
  offer: 'offered to a contractor',
  release: 'released',
  schedule: 'scheduled',
  unschedule: 'unscheduled',
  start: 'started',
  hold: 'put on hold',
  resume: 'resumed',
  stop_work: 'stopped',
  lift_stop_work: 'let go on',
  complete: 'completed',
  confirm: 'confirmed',
  send_back: 'sent back',
  reopen: 'reopened',
  cancel: 'cancelled',
  reject: 'rejected',
  merge: 'merged',
  reinstate: 'reinstated',
  restore: 'restored',
};

/** Refuses a move that the table does not allow in this status. */
export const requireLegal = (request: Request, move: Move, asking: Asking) => {
  if (!isLegal(move, request.status, asking.by)) throw refuse(request, participles[move], asking);
};

/** Why a contractor can't be asked to take on work of the category; undefined when they can. */
export const whyNotAsked = (contractor: Contractor | undefined, category: string): string | undefined => {
  if (!contractor) return 'is not a contractor here';
  if (!contractor.active) return 'takes no new work now';
  return contractor.trades.includes(category) ? undefined : 'does not do this kind of work';
};

/** Refuses an edit once contractors may be pricing what the request says. */
export const requireEditable = (request: Request, now: Date) => {
  if (!editableStatuses.includes(request.status)) throw refuse(request, 'edited', { by: 'homeowner', now });
};

/** Refuses to hurry what has ended. */
export const requireOpen = (request: Request, now: Date) => {
  if (open311Status(request.status) === 'closed')
    throw refuse(request, 'prioritised', { by: 'official', now });
};
