import {
  AnswerChangeOrder,
  ChangeOrderList,
  ListChangeOrders,
  ProposeChangeOrder,
} from '@pmp/contracts/change-order';
import { ContractorJob } from '@pmp/contracts/request-view';
import { answer } from '../../trpc/answer.ts';
import { contractorProcedure, router } from '../../trpc/init.ts';
import { contractorSees } from '../request/request.view.ts';
import { withdrawChangeOrder } from './answer-change-order.ts';
import { listChangeOrders } from './list-change-orders.ts';
import { proposeChangeOrder } from './propose-change-order.ts';

export const contractorChangeOrders = router({
  list: contractorProcedure
    .input(ListChangeOrders)
    .output(answer(ChangeOrderList))
    .query(({ ctx, input }) => listChangeOrders(ctx.deps, ctx.actor, input)),

  propose: contractorProcedure
    .input(ProposeChangeOrder)
    .output(answer(ContractorJob))
    .mutation(({ ctx, input }) => contractorSees(ctx.deps, proposeChangeOrder(ctx.deps, ctx.actor, input))),

  withdraw: contractorProcedure
    .input(AnswerChangeOrder)
    .output(answer(ContractorJob))
    .mutation(({ ctx, input }) => contractorSees(ctx.deps, withdrawChangeOrder(ctx.deps, ctx.actor, input))),
});
