import {
  allowedMoves,
  editableStatuses,
  isLegal,
  type Mover,
  open311Status,
  type WiredMove,
} from '@pmp/contracts/lifecycle';
import { AppError } from '../../kernel/app-error.ts';
import type { Request } from './request.ports.ts';

/** Refuses a command that was made from an older view than the stored one. */
export const requireVersion = ({ version }: Request, seen: number | undefined) => {
  if (seen !== undefined && seen !== version) {
    throw new AppError('stale_version', 'The request has changed; look at it again', {
      currentVersion: version,
    });
  }
};

const refuse = ({ status }: Request, what: string, mover: Mover) =>
  new AppError('invalid_transition', `A request that is ${status.replace('_', ' ')} can't be ${what}`, {
    allowedMoves: allowedMoves(status, mover),
  });

const participles: Readonly<Record<WiredMove, string>> = {
  cancel: 'cancelled',
  reject: 'rejected',
  reopen: 'reopened',
  reinstate: 'reinstated',
};

/** Refuses a move that the table does not allow `mover` in this status. */
export const requireLegal = (request: Request, move: WiredMove, mover: Mover) => {
  if (!isLegal(move, request.status, mover)) throw refuse(request, participles[move], mover);
};

/** Refuses an edit once contractors may be pricing what the request says. */
export const requireEditable = (request: Request) => {
  if (!editableStatuses.includes(request.status)) throw refuse(request, 'edited', 'homeowner');
};

/** Refuses to hurry what has ended. */
export const requireOpen = (request: Request) => {
  if (open311Status(request.status) === 'closed') throw refuse(request, 'prioritised', 'official');
};
