import { mostChangeOrders, type ProposeChangeOrder } from '@pmp/contracts/change-order';
import { totalsOf } from '@pmp/contracts/cost-line';
import type { Deps } from '../../deps.ts';
import type { Contractor } from '../../kernel/actor.ts';
import { AppError, badField } from '../../kernel/app-error.ts';
import { commandOf } from '../../kernel/command.ts';
import { derivedId } from '../../kernel/payload-hash.ts';
import { changeJob } from '../request/change-job.ts';
import type { ChangeNeeds } from '../request/change-request.ts';
import { toParties } from '../request/request.notices.ts';
import type { Request } from '../request/request.ports.ts';
import { turnOf } from '../request/request.states.ts';
import { whileUnderWay } from './answer-change-order.ts';

type Needs = ChangeNeeds & Pick<Deps, 'changeOrders' | 'ids'>;

/**
 * Asks for more work than was agreed. The document comes first and has no effect until the award names it; sent again with the same key
 * it is the same document.
 */
export const proposeChangeOrder = (
  deps: Needs,
  actor: Contractor,
  { commandKey, ...input }: ProposeChangeOrder,
): Promise<Request> => {
  const { requestId, version, currency, lines, reason } = input;
  const id = commandKey === undefined ? deps.ids.record() : derivedId({ commandKey, by: actor.id, ...input });
  return changeJob(deps, actor, {
    id: requestId,
    version,
    command: commandOf(commandKey, { proposeChangeOrder: input }),
    deed: { in: whileUnderWay, as: 'given a change order' },
    decide: async ({ request, award }, now) => {
      // A repeat that came so late that its key has been forgotten.
      if (award.changeOrders.some((one) => one.id === id)) return undefined;
      if (currency !== award.agreed.currency) throw badField('currency', 'is not the currency of this job');
      if (award.changeOrders.some(({ state }) => state === 'proposed')) {
        throw new AppError('conflict', 'Another change order waits for an answer');
      }
      if (award.changeOrders.length >= mostChangeOrders) {
        throw new AppError('case_full', `A job can have ${mostChangeOrders} change orders`);
      }
      const total = { minor: totalsOf(lines).total, currency };
      await deps.changeOrders.insert({
        id,
        requestId,
        contractorId: actor.id,
        lines,
        total,
        reason,
        createdAt: now,
      });
      const changeOrders = [...award.changeOrders, { id, total, state: 'proposed' as const }];
      const asked = { ...award, changeOrders };
      return {
        set: { award: asked, waitingOn: turnOf({ ...request, award: asked }) },
        event: { type: 'change_order_proposed', reason, facts: { changeOrderId: id, amount: total } },
        notices: toParties(request, 'change_order_proposed'),
      };
    },
  });
};
