import { Calendar, GetCalendar } from '@pmp/contracts/calendar';
import { GetRequest, ListPage, ListRequests } from '@pmp/contracts/request';
import { RequestTimeline } from '@pmp/contracts/request-event';
import {
  CompleteJob,
  ConfirmWindow,
  HoldJob,
  OfferWindows,
  ReasonedCommand,
  ReleaseJob,
  RequestCommand,
} from '@pmp/contracts/request-moves';
import {
  ContractorJob,
  ContractorJobPage,
  JobAccess,
  OpenJob,
  OpenJobPage,
  ReleasedJob,
} from '@pmp/contracts/request-view';
import { answer } from '../../trpc/answer.ts';
import { contractorProcedure, router } from '../../trpc/init.ts';
import { getCalendar } from '../calendar/get-calendar.ts';
import { acceptOffer } from './accept-offer.ts';
import { cancelVisit } from './cancel-visit.ts';
import { completeJob } from './complete-job.ts';
import { confirmWindow } from './confirm-window.ts';
import { getAccess } from './get-access.ts';
import { getTimeline } from './get-timeline.ts';
import { holdJob } from './hold-job.ts';
import { getJob, getOpenJob, listBoard, listInvitations, listJobs } from './list-jobs.ts';
import { offerWindows } from './offer-windows.ts';
import { stepBack } from './release-job.ts';
import { contractorSees } from './request.view.ts';
import { resumeJob } from './resume-job.ts';
import { startJob } from './start-job.ts';

export const contractorJobs = router({
  board: contractorProcedure
    .input(ListPage)
    .output(answer(OpenJobPage))
    .query(({ ctx, input }) => listBoard(ctx.deps, ctx.actor, input)),

  invitations: contractorProcedure
    .input(ListPage)
    .output(answer(OpenJobPage))
    .query(({ ctx, input }) => listInvitations(ctx.deps, ctx.actor, input)),

  getOpen: contractorProcedure
    .input(GetRequest)
    .output(answer(OpenJob))
    .query(({ ctx, input }) => getOpenJob(ctx.deps, ctx.actor, input)),

  list: contractorProcedure
    .input(ListRequests)
    .output(answer(ContractorJobPage))
    .query(({ ctx, input }) => listJobs(ctx.deps, ctx.actor, input)),

  get: contractorProcedure
    .input(GetRequest)
    .output(answer(ContractorJob))
    .query(({ ctx, input }) => getJob(ctx.deps, ctx.actor, input)),

  access: contractorProcedure
    .input(GetRequest)
    .output(answer(JobAccess))
    .query(({ ctx, input }) => getAccess(ctx.deps, ctx.actor, input)),

  timeline: contractorProcedure
    .input(GetRequest)
    .output(answer(RequestTimeline))
    .query(({ ctx, input }) => getTimeline(ctx.deps, ctx.actor, input)),

  calendar: contractorProcedure
    .input(GetCalendar)
    .output(answer(Calendar))
    .query(({ ctx, input }) => getCalendar(ctx.deps, ctx.actor, input)),

  acceptOffer: contractorProcedure
    .input(RequestCommand)
    .output(answer(ContractorJob))
    .mutation(({ ctx, input }) => contractorSees(ctx.deps, acceptOffer(ctx.deps, ctx.actor, input))),

  release: contractorProcedure
    .input(ReleaseJob)
    .output(answer(ReleasedJob))
    .mutation(({ ctx, input }) => stepBack(ctx.deps, ctx.actor, input)),

  offerWindows: contractorProcedure
    .input(OfferWindows)
    .output(answer(ContractorJob))
    .mutation(({ ctx, input }) => contractorSees(ctx.deps, offerWindows(ctx.deps, ctx.actor, input))),

  confirmWindow: contractorProcedure
    .input(ConfirmWindow)
    .output(answer(ContractorJob))
    .mutation(({ ctx, input }) => contractorSees(ctx.deps, confirmWindow(ctx.deps, ctx.actor, input))),

  cancelVisit: contractorProcedure
    .input(ReasonedCommand)
    .output(answer(ContractorJob))
    .mutation(({ ctx, input }) => contractorSees(ctx.deps, cancelVisit(ctx.deps, ctx.actor, input))),

  start: contractorProcedure
    .input(RequestCommand)
    .output(answer(ContractorJob))
    .mutation(({ ctx, input }) => contractorSees(ctx.deps, startJob(ctx.deps, ctx.actor, input))),

  hold: contractorProcedure
    .input(HoldJob)
    .output(answer(ContractorJob))
    .mutation(({ ctx, input }) => contractorSees(ctx.deps, holdJob(ctx.deps, ctx.actor, input))),

  resume: contractorProcedure
    .input(RequestCommand)
    .output(answer(ContractorJob))
    .mutation(({ ctx, input }) => contractorSees(ctx.deps, resumeJob(ctx.deps, ctx.actor, input))),

  complete: contractorProcedure
    .input(CompleteJob)
    .output(answer(ContractorJob))
    .mutation(({ ctx, input }) => contractorSees(ctx.deps, completeJob(ctx.deps, ctx.actor, input))),
});
