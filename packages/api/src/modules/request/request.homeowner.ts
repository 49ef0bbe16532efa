import {
  CancelRequest,
  CreateRequest,
  GetRequest,
  HomeownerRequest,
  HomeownerRequestPage,
  ListRequests,
  RequestTimeline,
  UpdateRequest,
} from '@pmp/contracts/request';
import { homeownerProcedure, router } from '../../trpc/init.ts';
import { cancelRequest } from './cancel-request.ts';
import { createRequest } from './create-request.ts';
import { getRequest } from './get-request.ts';
import { getTimeline } from './get-timeline.ts';
import { listRequests } from './list-requests.ts';
import { updateRequest } from './update-request.ts';

export const homeownerRequests = router({
  list: homeownerProcedure
    .input(ListRequests)
    .output(HomeownerRequestPage)
    .query(({ ctx, input }) => listRequests(ctx.deps, ctx.actor, input)),

  get: homeownerProcedure
    .input(GetRequest)
    .output(HomeownerRequest)
    .query(({ ctx, input }) => getRequest(ctx.deps, ctx.actor, input)),

  timeline: homeownerProcedure
    .input(GetRequest)
    .output(RequestTimeline)
    .query(({ ctx, input }) => getTimeline(ctx.deps, ctx.actor, input)),

  create: homeownerProcedure
    .input(CreateRequest)
    .output(HomeownerRequest)
    .mutation(({ ctx, input }) => createRequest(ctx.deps, ctx.actor, input)),

  update: homeownerProcedure
    .input(UpdateRequest)
    .output(HomeownerRequest)
    .mutation(({ ctx, input }) => updateRequest(ctx.deps, ctx.actor, input)),

  cancel: homeownerProcedure
    .input(CancelRequest)
    .output(HomeownerRequest)
    .mutation(({ ctx, input }) => cancelRequest(ctx.deps, ctx.actor, input)),
});
