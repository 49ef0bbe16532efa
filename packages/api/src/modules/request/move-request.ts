import { moves, type RequestStatus, targetOf, type WiredMove } from '@pmp/contracts/lifecycle';
import type { Notice } from '../event/event.ports.ts';
import { type ChangeNeeds, changeRequest, type Outcome } from './change-request.ts';
import { type Asked, guardChecks } from './request.guards.ts';
import { requireLegal, requireVersion } from './request.policy.ts';
import type { Request, RequestFields } from './request.ports.ts';
import type { Party } from './request.scope.ts';

/** What the caller of a move sent. */
interface MoveInput {
  id: string;
  version?: number | undefined;
  commandKey?: string | undefined;
  reason?: string | undefined;
  closingText?: string | undefined;
}

interface MoveMade {
  /** What it sets besides the status. */
  set: RequestFields;
  event: Outcome['event'];
  notices: Notice[];
  /** Which state is meant, of a move that leads to several. */
  to?: RequestStatus;
}

interface MoveAsked {
  move: WiredMove;
  input: MoveInput;
  make(request: Request): MoveMade;
}

/**
 * The one way in which a request moves, whoever moves it. A repeat is answered; then the table decides, then the version last seen,
 * then the guards that the table names. `make` only says what the move leaves behind.
 */
export const moveRequest = (
  deps: ChangeNeeds,
  actor: Party,
  { move, input: { commandKey, ...input }, make }: MoveAsked,
): Promise<Request> =>
  changeRequest(deps, actor, {
    id: input.id,
    commandKey,
    payload: { [move]: input, as: actor.role },
    decide: (request) => {
      requireLegal(request, move, actor.role);
      requireVersion(request, input.version);
      const { reason, closingText } = input;
      const asked: Asked = { by: actor.role, now: deps.clock.now(), reason, closingText };
      for (const guard of moves[move].guards) guardChecks[guard](request, asked);
      const { to, set, ...told } = make(request);
      const status = targetOf(move, to);
      if (status === undefined) throw new Error(`It is not clear where ${move} leads`);
      return { set: { ...set, status }, ...told };
    },
  });
