import type { Guard, Mover, moves, RequestStatus, WiredMove } from '@pmp/contracts/lifecycle';
import { AppError, badField } from '../../kernel/app-error.ts';
import type { Request } from './request.ports.ts';

/** What the guards of a move may look at besides the request. */
export interface Asked {
  by: Mover;
  now: Date;
  reason: string | undefined;
  closingText: string | undefined;
}

/** Refuses by throwing. Pure: the same request and the same words get the same answer. */
type GuardCheck = (request: Request, asked: Asked) => void;

/** The guards that moves with a procedure ask for. */
type WiredGuard = Extract<Guard, (typeof moves)[WiredMove]['guards'][number]>;

const afterAward: readonly RequestStatus[] = ['assigned', 'scheduled'];

/** How each guard is checked. A move that is wired without all of its guards does not compile. */
export const guardChecks: Readonly<Record<WiredGuard, GuardCheck>> = {
  reason_given: (_, { reason }) => {
    if (reason === undefined) throw badField('reason', 'say why');
  },
  reason_given_after_award: ({ status }, { reason }) => {
    if (afterAward.includes(status) && reason === undefined) {
      throw badField('reason', 'tell the contractor why');
    }
  },
  public_text_given: (_, { closingText }) => {
    if (closingText === undefined) throw badField('closingText', 'tell the homeowner why');
  },
  // Officials may reopen at any time; the homeowner's term comes with the homeowner's procedure.
  within_30_days_or_warranty: (_, { by }) => {
    if (by !== 'official') throw new AppError('conflict', 'Only the city may open this again');
  },
};
