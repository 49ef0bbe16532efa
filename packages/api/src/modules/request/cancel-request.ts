import type { CancelRequest, HomeownerRequest } from '@pmp/contracts/request';
import type { Homeowner } from '../../kernel/actor.ts';
import type { ChangeNeeds } from './change-request.ts';
import { moveRequest } from './move-request.ts';
import { toHomeownerRequest } from './request.view.ts';

/** Withdraws a request. Once a contractor has been chosen, it takes a reason. */
export const cancelRequest = async (
  deps: ChangeNeeds,
  actor: Homeowner,
  input: CancelRequest,
): Promise<HomeownerRequest> =>
  toHomeownerRequest(
    await moveRequest(deps, actor, {
      move: 'cancel',
      input,
      make: () => ({
        set: { resolution: 'withdrawn', waitingOn: 'none' },
        event: { type: 'cancelled', reason: input.reason ?? null },
        notices: [{ to: actor.id, kind: 'request_cancelled' }],
      }),
    }),
  );
