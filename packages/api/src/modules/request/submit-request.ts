import type { RequestCommand } from '@pmp/contracts/request-moves';
import type { Deps } from '../../deps.ts';
import type { Homeowner } from '../../kernel/actor.ts';
import { AppError } from '../../kernel/app-error.ts';
import type { ChangeNeeds } from './change-request.ts';
import { moveRequest } from './move-request.ts';
import { toHomeowner } from './request.notices.ts';
import type { Request } from './request.ports.ts';

type Needs = ChangeNeeds & Pick<Deps, 'properties' | 'categories'>;

/** Reports what was kept as a draft. Its property may have gone since, and its category too. */
export const submitRequest = (deps: Needs, actor: Homeowner, input: RequestCommand): Promise<Request> =>
  moveRequest(deps, actor, {
    move: 'submit',
    input,
    looks: { isOwned: deps.properties.ownedBeside(actor.id) },
    make: (request, _now, { isOwned }) => {
      const { propertyId, category } = request;
      if (propertyId !== null && !isOwned) {
        throw new AppError('conflict', 'The property of this draft is no longer yours');
      }
      if (!deps.categories.byCode(category)) {
        throw new AppError('conflict', 'The category of this draft is gone; choose another');
      }
      return {
        set: { waitingOn: 'homeowner' },
        event: { type: 'submitted' },
        notices: toHomeowner(request, 'submitted'),
      };
    },
  });
