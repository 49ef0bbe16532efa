import type { ReasonedCommand } from '@pmp/contracts/request-moves';
import type { Homeowner } from '../../kernel/actor.ts';
import type { ChangeNeeds } from './change-request.ts';
import { moveRequest } from './move-request.ts';
import type { Request } from './request.ports.ts';
import { anew } from './request.states.ts';

/** Takes a cancellation back: it becomes a draft, to be corrected and reported again. */
export const restoreRequest = (
  deps: ChangeNeeds,
  actor: Homeowner,
  input: ReasonedCommand,
): Promise<Request> =>
  moveRequest(deps, actor, {
    move: 'restore',
    input,
    make: (request) => ({
      set: { ...anew(request), endedAt: null },
      event: { type: 'restored', reason: input.reason },
      notices: [],
    }),
  });
