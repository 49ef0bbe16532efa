import type { OfficialRequest, ReinstateRequest, ReopenRequest } from '@pmp/contracts/request';
import type { Official } from '../../kernel/actor.ts';
import type { ChangeNeeds } from './change-request.ts';
import { moveRequest } from './move-request.ts';
import type { RequestFields } from './request.ports.ts';
import { toOfficialRequest } from './request.view.ts';

/** As it was when it was reported: nothing of how it ended stays but its history. */
const anew = { resolution: null, closingText: null, waitingOn: 'homeowner' } satisfies RequestFields;

/** Opens a closed request again. */
export const reopenRequest = async (
  deps: ChangeNeeds,
  actor: Official,
  input: ReopenRequest,
): Promise<OfficialRequest> =>
  toOfficialRequest(
    await moveRequest(deps, actor, {
      move: 'reopen',
      input,
      make: ({ homeownerId }) => ({
        set: anew,
        event: { type: 'reopened', reason: input.reason },
        notices: [{ to: homeownerId, kind: 'request_reopened' }],
      }),
    }),
  );

/** Takes a rejection back. */
export const reinstateRequest = async (
  deps: ChangeNeeds,
  actor: Official,
  input: ReinstateRequest,
): Promise<OfficialRequest> =>
  toOfficialRequest(
    await moveRequest(deps, actor, {
      move: 'reinstate',
      input,
      make: ({ homeownerId }) => ({
        set: anew,
        event: { type: 'reinstated', reason: input.reason },
        notices: [{ to: homeownerId, kind: 'request_reinstated' }],
      }),
    }),
  );
