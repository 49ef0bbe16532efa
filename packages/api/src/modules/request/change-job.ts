import type { RequestStatus } from '@pmp/contracts/lifecycle';
import { AppError } from '../../kernel/app-error.ts';
import type { CommandRecord } from '../../kernel/command.ts';
import type { Looks, Nothing } from '../../kernel/look.ts';
import { type ChangeNeeds, changeRequest, type Outcome } from './change-request.ts';
import { allowedMoves } from './request.guards.ts';
import { refuse, requireVersion } from './request.policy.ts';
import type { Award, Request } from './request.ports.ts';
import type { Party } from './request.scope.ts';

/** What may be done with a job besides moving it. */
export interface JobDeed {
  /** In which states. */
  in: readonly RequestStatus[];
  /** How a refusal goes on: "A request that is closed can't be …". */
  as: string;
}

interface Asking {
  by: Party['role'];
  now: Date;
}

/** The award of a job with which `deed` may be done now: its contractor is bound. Throws `invalid_transition` otherwise. */
export const awardFor = (request: Request, deed: JobDeed, asking: Asking): Award => {
  const { award, status } = request;
  if (!award || !deed.in.includes(status)) throw refuse(request, deed.as, asking);
  if (award.acceptedAt === null) {
    throw new AppError('invalid_transition', 'The contractor has not accepted the offer yet', {
      allowedMoves: allowedMoves(request, asking.by, asking.now),
    });
  }
  return award;
};

interface JobChange<Beside extends object> {
  id: string;
  /** What `decide` has to know beside the job. */
  looks?: Looks<Request, Beside>;
  /** The version of the request last seen. */
  version?: number | undefined;
  command: CommandRecord | undefined;
  deed: JobDeed;
  /** Refuses by throwing; undefined leaves the job as it is. */
  decide(
    job: { request: Request; award: Award; beside: Beside },
    now: Date,
  ): Outcome | undefined | Promise<Outcome | undefined>;
}

/** The one way in which a job is changed without being moved: its state stays. */
export const changeJob = <Beside extends object = Nothing>(
  deps: ChangeNeeds,
  actor: Party,
  { id, looks, version, command, deed, decide }: JobChange<Beside>,
): Promise<Request> =>
  changeRequest(deps, actor, {
    id,
    looks,
    command,
    decide: (request, beside) => {
      const now = deps.clock.now();
      const award = awardFor(request, deed, { by: actor.role, now });
      requireVersion(request, version, actor.role);
      return decide({ request, award, beside }, now);
    },
  });
