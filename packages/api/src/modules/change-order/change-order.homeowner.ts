import {
  AnswerChangeOrder,
  ChangeOrderList,
  DeclineChangeOrder,
  ListChangeOrders,
} from '@pmp/contracts/change-order';
import { HomeownerRequest } from '@pmp/contracts/request-view';
import { answer } from '../../trpc/answer.ts';
import { homeownerProcedure, router } from '../../trpc/init.ts';
import { homeownerSees } from '../request/request.view.ts';
import { approveChangeOrder, declineChangeOrder } from './answer-change-order.ts';
import { listChangeOrders } from './list-change-orders.ts';

export const homeownerChangeOrders = router({
  list: homeownerProcedure
    .input(ListChangeOrders)
    .output(answer(ChangeOrderList))
    .query(({ ctx, input }) => listChangeOrders(ctx.deps, ctx.actor, input)),

  approve: homeownerProcedure
    .input(AnswerChangeOrder)
    .output(answer(HomeownerRequest))
    .mutation(({ ctx, input }) => homeownerSees(ctx.deps, approveChangeOrder(ctx.deps, ctx.actor, input))),

  decline: homeownerProcedure
    .input(DeclineChangeOrder)
    .output(answer(HomeownerRequest))
    .mutation(({ ctx, input }) => homeownerSees(ctx.deps, declineChangeOrder(ctx.deps, ctx.actor, input))),
});
