import { type Move, type RequestStatus, targetOf } from '@pmp/contracts/lifecycle';
import { commandOf } from '../../kernel/command.ts';
import type { Looks, Nothing } from '../../kernel/look.ts';
import { type ChangeNeeds, changeRequest, type Outcome } from './change-request.ts';
import { type Asked, requireGuards } from './request.guards.ts';
import { requireLegal, requireVersion } from './request.policy.ts';
import type { Request } from './request.ports.ts';
import type { Party } from './request.scope.ts';

/** What the caller of a move sent: what the guards judge, and whatever else the move takes. */
interface MoveInput extends Omit<Asked, 'by' | 'now'> {
  id: string;
  version?: number | undefined;
  commandKey?: string | undefined;
}

/** What a move leaves behind, besides the status. */
export interface MoveMade extends Outcome {
  /** Which state is meant, of a move that leads to several. */
  to?: RequestStatus;
}

interface MoveAsked<Beside extends object> {
  move: Move;
  input: MoveInput;
  /** What `make` has to know beside the request. */
  looks?: Looks<Request, Beside>;
  make(request: Request, now: Date, beside: Beside): MoveMade | Promise<MoveMade>;
}

/** What a move is known by when it is sent again. */
export const moveCommand = (move: Move, { role }: Party, { commandKey, ...input }: MoveInput) =>
  commandOf(commandKey, { [move]: input, as: role });

/**
 * Judges a move of a request, for `changeRequest` to carry out: the table decides, then the version last seen, then the guards that the
 * table names. `make` checks those that need more than the request, and says what the move leaves behind.
 */
export const judgeMove =
  <Beside extends object>(
    { clock }: Pick<ChangeNeeds, 'clock'>,
    actor: Party,
    { move, input, make }: MoveAsked<Beside>,
  ) =>
  async (request: Request, beside: Beside): Promise<Outcome> => {
    const now = clock.now();
    requireLegal(request, move, { by: actor.role, now });
    requireVersion(request, input.version, actor.role);
    requireGuards(request, move, { ...input, by: actor.role, now });
    const { to, set, ...told } = await make(request, now, beside);
    const status = targetOf(move, to);
    if (status === undefined) throw new Error(`It is not clear where ${move} leads`);
    return { set: { ...set, status }, ...told };
  };

/** The one way in which a request moves, whoever moves it. A repeat is answered; anything else is judged and carried out. */
export const moveRequest = <Beside extends object = Nothing>(
  deps: ChangeNeeds,
  actor: Party,
  asked: MoveAsked<Beside>,
): Promise<Request> =>
  changeRequest(deps, actor, {
    id: asked.input.id,
    looks: asked.looks,
    command: moveCommand(asked.move, actor, asked.input),
    decide: judgeMove(deps, actor, asked),
  });
