import type { OfficialRequest, RejectRequest } from '@pmp/contracts/request';
import type { Official } from '../../kernel/actor.ts';
import type { ChangeNeeds } from './change-request.ts';
import { moveRequest } from './move-request.ts';
import { toOfficialRequest } from './request.view.ts';

/** Turns a request down, with a text that its homeowner reads. */
export const rejectRequest = async (
  deps: ChangeNeeds,
  actor: Official,
  input: RejectRequest,
): Promise<OfficialRequest> => {
  const { resolution, closingText } = input;
  const request = await moveRequest(deps, actor, {
    move: 'reject',
    input,
    make: ({ homeownerId }) => ({
      set: { resolution, closingText, waitingOn: 'none' },
      event: { type: 'rejected', reason: closingText },
      notices: [{ to: homeownerId, kind: 'request_rejected' }],
    }),
  });
  return toOfficialRequest(request);
};
