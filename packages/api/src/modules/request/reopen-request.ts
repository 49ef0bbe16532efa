import type { ReasonedCommand } from '@pmp/contracts/request-moves';
import type { Homeowner, Official } from '../../kernel/actor.ts';
import type { ChangeNeeds } from './change-request.ts';
import { moveRequest } from './move-request.ts';
import { toHomeowner, toParties } from './request.notices.ts';
import type { Request } from './request.ports.ts';
import { anew } from './request.states.ts';

/** Opens a closed request again. Who had the job is remembered, to be asked first. */
export const reopenRequest = (
  deps: ChangeNeeds,
  actor: Homeowner | Official,
  input: ReasonedCommand,
): Promise<Request> =>
  moveRequest(deps, actor, {
    move: 'reopen',
    input,
    make: (request) => ({
      set: { ...anew(request), reopenCount: request.reopenCount + 1 },
      event: { type: 'reopened', reason: input.reason },
      notices: toParties(request, 'reopened'),
    }),
  });

/** Takes a rejection back, that of a duplicate too. */
export const reinstateRequest = (
  deps: ChangeNeeds,
  actor: Official,
  input: ReasonedCommand,
): Promise<Request> =>
  moveRequest(deps, actor, {
    move: 'reinstate',
    input,
    make: (request) => ({
      set: anew(request),
      event: { type: 'reinstated', reason: input.reason },
      notices: toHomeowner(request, 'reinstated'),
    }),
  });
