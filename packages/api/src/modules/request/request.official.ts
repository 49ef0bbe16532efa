import {
  GetRequest,
  ListOfficialRequests,
  OfficialRequest,
  OfficialRequestPage,
  ReinstateRequest,
  RejectRequest,
  ReopenRequest,
  RequestTimeline,
  SetPriorityFloor,
} from '@pmp/contracts/request';
import { officialProcedure, router } from '../../trpc/init.ts';
import { getOfficialRequest } from './get-request.ts';
import { getTimeline } from './get-timeline.ts';
import { listOfficialRequests } from './list-requests.ts';
import { rejectRequest } from './reject-request.ts';
import { reinstateRequest, reopenRequest } from './reopen-request.ts';
import { setPriorityFloor } from './set-priority-floor.ts';

export const officialRequests = router({
  list: officialProcedure
    .input(ListOfficialRequests)
    .output(OfficialRequestPage)
    .query(({ ctx, input }) => listOfficialRequests(ctx.deps, ctx.actor, input)),

  get: officialProcedure
    .input(GetRequest)
    .output(OfficialRequest)
    .query(({ ctx, input }) => getOfficialRequest(ctx.deps, ctx.actor, input)),

  timeline: officialProcedure
    .input(GetRequest)
    .output(RequestTimeline)
    .query(({ ctx, input }) => getTimeline(ctx.deps, ctx.actor, input)),

  reject: officialProcedure
    .input(RejectRequest)
    .output(OfficialRequest)
    .mutation(({ ctx, input }) => rejectRequest(ctx.deps, ctx.actor, input)),

  reopen: officialProcedure
    .input(ReopenRequest)
    .output(OfficialRequest)
    .mutation(({ ctx, input }) => reopenRequest(ctx.deps, ctx.actor, input)),

  reinstate: officialProcedure
    .input(ReinstateRequest)
    .output(OfficialRequest)
    .mutation(({ ctx, input }) => reinstateRequest(ctx.deps, ctx.actor, input)),

  setPriorityFloor: officialProcedure
    .input(SetPriorityFloor)
    .output(OfficialRequest)
    .mutation(({ ctx, input }) => setPriorityFloor(ctx.deps, ctx.actor, input)),
});
