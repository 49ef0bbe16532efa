import { GetRequest, ListOfficialRequests } from '@pmp/contracts/request';
import { RequestTimeline } from '@pmp/contracts/request-event';
import { MergeRequest, ReasonedCommand, RejectRequest, SetPriorityFloor } from '@pmp/contracts/request-moves';
import { OfficialRequest, OfficialRequestPage } from '@pmp/contracts/request-view';
import { answer } from '../../trpc/answer.ts';
import { officialProcedure, router } from '../../trpc/init.ts';
import { getOfficialRequest } from './get-request.ts';
import { getTimeline } from './get-timeline.ts';
import { stopWork } from './hold-job.ts';
import { listOfficialRequests } from './list-requests.ts';
import { mergeRequest } from './merge-request.ts';
import { rejectRequest } from './reject-request.ts';
import { reinstateRequest, reopenRequest } from './reopen-request.ts';
import { officialSees } from './request.view.ts';
import { liftStopWork } from './resume-job.ts';
import { setPriorityFloor } from './set-priority-floor.ts';

export const officialRequests = router({
  list: officialProcedure
    .input(ListOfficialRequests)
    .output(answer(OfficialRequestPage))
    .query(({ ctx, input }) => listOfficialRequests(ctx.deps, ctx.actor, input)),

  get: officialProcedure
    .input(GetRequest)
    .output(answer(OfficialRequest))
    .query(({ ctx, input }) => getOfficialRequest(ctx.deps, ctx.actor, input)),

  timeline: officialProcedure
    .input(GetRequest)
    .output(answer(RequestTimeline))
    .query(({ ctx, input }) => getTimeline(ctx.deps, ctx.actor, input)),

  reject: officialProcedure
    .input(RejectRequest)
    .output(answer(OfficialRequest))
    .mutation(({ ctx, input }) => officialSees(ctx.deps, rejectRequest(ctx.deps, ctx.actor, input))),

  merge: officialProcedure
    .input(MergeRequest)
    .output(answer(OfficialRequest))
    .mutation(({ ctx, input }) => officialSees(ctx.deps, mergeRequest(ctx.deps, ctx.actor, input))),

  reopen: officialProcedure
    .input(ReasonedCommand)
    .output(answer(OfficialRequest))
    .mutation(({ ctx, input }) => officialSees(ctx.deps, reopenRequest(ctx.deps, ctx.actor, input))),

  reinstate: officialProcedure
    .input(ReasonedCommand)
    .output(answer(OfficialRequest))
    .mutation(({ ctx, input }) => officialSees(ctx.deps, reinstateRequest(ctx.deps, ctx.actor, input))),

  stopWork: officialProcedure
    .input(ReasonedCommand)
    .output(answer(OfficialRequest))
    .mutation(({ ctx, input }) => officialSees(ctx.deps, stopWork(ctx.deps, ctx.actor, input))),

  liftStopWork: officialProcedure
    .input(ReasonedCommand)
    .output(answer(OfficialRequest))
    .mutation(({ ctx, input }) => officialSees(ctx.deps, liftStopWork(ctx.deps, ctx.actor, input))),

  setPriorityFloor: officialProcedure
    .input(SetPriorityFloor)
    .output(answer(OfficialRequest))
    .mutation(({ ctx, input }) => officialSees(ctx.deps, setPriorityFloor(ctx.deps, ctx.actor, input))),
});
