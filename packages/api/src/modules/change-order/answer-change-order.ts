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
import type { Request, RequestFields } from '../request/request.ports.ts';
import { turnOf } from '../request/request.states.ts';

/** When there is a job to add to. */
export const whileUnderWay: readonly RequestStatus[] = ['assigned', 'scheduled', 'in_progress', 'on_hold'];

type Answer = Exclude<ChangeOrderState, 'proposed'>;

interface Answered {
  answer: Answer;
  input: DeclineChangeOrder;
  /** What is agreed afterwards; refuses by throwing. As before, without it. */
  agree?(agreed: Money, total: Money): Money;
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
      const agreed = agree?.(award.agreed, order.total) ?? award.agreed;
      const changeOrders = award.changeOrders.map((one) =>
        one.id === order.id ? { ...one, state: answer } : one,
      );
      const answered = { ...award, agreed, changeOrders };
      const type = `change_order_${answer}` as const;
      return {
        set: {
          award: answered,
          waitingOn: turnOf({ ...request, award: answered }),
          ...(answer === 'approved' && capWith(request, agreed)),
        },
        event: {
          type,
          reason: input.reason ?? null,
          facts: { changeOrderId: order.id, amount: order.total },
        },
        notices: toParties(request, type),
      };
    },
  });

/** What the homeowner will have agreed to. */
const raised: Answered['agree'] = (agreed, total) => {
  const minor = agreed.minor + total.minor;
  if (minor > mostMinor) throw new AppError('conflict', 'It would be more than an amount may be');
  return { ...agreed, minor };
};

/** Whoever agrees to a price above their cap means to spend more: the cap goes up to it. Never down. */
const capWith = ({ spendCap }: Request, agreed: Money): RequestFields =>
  spendCap && (spendCap.currency !== agreed.currency || spendCap.minor < agreed.minor)
    ? { spendCap: agreed }
    : {};

/** The homeowner agrees to the extra work: what the job may cost goes up by it, and their cap with it where it is lower. */
export const approveChangeOrder = (deps: ChangeNeeds, actor: Homeowner, input: AnswerChangeOrder) =>
  answerOne(deps, actor, { answer: 'approved', input, agree: raised });

export const declineChangeOrder = (deps: ChangeNeeds, actor: Homeowner, input: DeclineChangeOrder) =>
  answerOne(deps, actor, { answer: 'declined', input });

/** The contractor takes it back before there was an answer. */
export const withdrawChangeOrder = (deps: ChangeNeeds, actor: Contractor, input: AnswerChangeOrder) =>
  answerOne(deps, actor, { answer: 'withdrawn', input });
