import type { RequestStatus } from '@pmp/contracts/lifecycle';
import type { CancelRequest, HomeownerRequest } from '@pmp/contracts/request';
import type { Deps } from '../../deps.ts';
import type { Homeowner } from '../../kernel/actor.ts';
import { badField } from '../../kernel/app-error.ts';
import { changeRequest } from './change-request.ts';
import { requireLegal, requireVersion } from './request.policy.ts';

const afterAward: readonly RequestStatus[] = ['assigned', 'scheduled'];

/** Withdraws a request. Once a contractor has been chosen, it takes a reason. */
export const cancelRequest = (
  deps: Pick<Deps, 'requests' | 'relay' | 'clock'>,
  actor: Homeowner,
  { commandKey, ...input }: CancelRequest,
): Promise<HomeownerRequest> =>
  changeRequest(deps, actor, {
    id: input.id,
    commandKey,
    payload: input,
    decide: (request) => {
      requireLegal(request, 'cancel', 'homeowner');
      requireVersion(request, input.version);
      if (afterAward.includes(request.status) && input.reason === undefined) {
        throw badField('reason', 'tell the contractor why');
      }
      return {
        set: { status: 'cancelled', resolution: 'withdrawn', waitingOn: 'none' },
        event: { type: 'cancelled', reason: input.reason ?? null },
        notices: [{ to: actor.id, kind: 'request_cancelled' }],
      };
    },
  });
