import type { AnswerChangeOrder, DeclineChangeOrder } from '@pmp/contracts/change-order';
import type { RequestStatus } from '@pmp/contracts/lifecycle';
import { type Money, mostMinor } from '@pmp/contracts/money';
import type { ChangeOrderState } from '@pmp/contracts/request-view';
import type { Contractor, Homeowner } from '../../kernel/actor.ts';
import { AppError, notFound } from '../../kernel/app-error.ts';
import { commandOf } from '../../kernel/command.ts';
import { changeJob } from '../request/change-job.ts';
import type { ChangeNeeds } from '../request/change-request.ts';
import { toParties } from '../request/request.notices.ts';
import type { Award, Request } from '../request/request.ports.ts';
import { turnOf } from '../request/request.states.ts';

/** When there is a job to add to. */
export const whileUnderWay: readonly RequestStatus[] = ['assigned', 'scheduled', 'in_progress', 'on_hold'];

type Answer = Exclude<ChangeOrderState, 'proposed'>;

interface Answered {
  answer: Answer;
  input: DeclineChangeOrder;
  /** What is agreed afterwards; refuses by throwing. As before, without it. */
  agree?(job: { request: Request; award: Award }, total: Money): Money;
}

const answerOne = (
  deps: ChangeNeeds,
  actor: Homeowner | Contractor,
  { answer, input: { commandKey, ...input }, agree }: Answered,
): Promise<Request> =>
  changeJob(deps, actor, {
    id: input.requestId,
    version: input.version,
    command: commandOf(commandKey, { changeOrder: answer, ...input }),
    deed: { in: whileUnderWay, as: 'given another price' },
    decide: ({ request, award }) => {
      const order = award.changeOrders.find(({ id }) => id === input.id);
      if (!order) throw notFound();
      if (order.state !== 'proposed') {
        throw new AppError('conflict', `This change order has been ${order.state} already`);
      }
      const agreed = agree?.({ request, award }, order.total) ?? award.agreed;
      const changeOrders = award.changeOrders.map((one) =>
        one.id === order.id ? { ...one, state: answer } : one,
      );
      const type = `change_order_${answer}` as const;
      return {
        set: { award: { ...award, agreed, changeOrders }, waitingOn: turnOf(request) },
        event: {
          type,
          reason: input.reason ?? null,
          facts: { changeOrderId: order.id, amount: order.total },
        },
        notices: toParties(request, type),
      };
    },
  });

/**
 * What the homeowner will have agreed to. Their cap holds for what was quoted; where a direct offer was made up to a cap, that cap is
 * what was agreed, and it is what a change order raises.
 */
const raised: Answered['agree'] = ({ request: { spendCap }, award: { agreed, quoteId } }, total) => {
  const minor = agreed.minor + total.minor;
  if (minor > mostMinor) throw new AppError('conflict', 'It would be more than an amount may be');
  if (quoteId !== null && spendCap && (spendCap.currency !== agreed.currency || minor > spendCap.minor)) {
    throw new AppError('conflict', 'It would be more than you said you would spend');
  }
  return { ...agreed, minor };
};

/** The homeowner agrees to the extra work: what the job may cost goes up by it. */
export const approveChangeOrder = (deps: ChangeNeeds, actor: Homeowner, input: AnswerChangeOrder) =>
  answerOne(deps, actor, { answer: 'approved', input, agree: raised });

export const declineChangeOrder = (deps: ChangeNeeds, actor: Homeowner, input: DeclineChangeOrder) =>
  answerOne(deps, actor, { answer: 'declined', input });

/** The contractor takes it back before there was an answer. */
export const withdrawChangeOrder = (deps: ChangeNeeds, actor: Contractor, input: AnswerChangeOrder) =>
  answerOne(deps, actor, { answer: 'withdrawn', input });
