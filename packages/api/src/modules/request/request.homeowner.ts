import { CreateRequest, GetRequest, ListRequests, UpdateRequest } from '@pmp/contracts/request';
import { RequestTimeline } from '@pmp/contracts/request-event';
import {
  CancelRequest,
  ConfirmWindow,
  HoldJob,
  InviteContractors,
  MergeRequest,
  OfferJob,
  OfferWindows,
  RateJob,
  ReasonedCommand,
  ReleaseJob,
  RequestCommand,
} from '@pmp/contracts/request-moves';
import { HomeownerRequest, HomeownerRequestPage } from '@pmp/contracts/request-view';
import { answer } from '../../trpc/answer.ts';
import { homeownerProcedure, router } from '../../trpc/init.ts';
import { cancelRequest } from './cancel-request.ts';
import { cancelVisit } from './cancel-visit.ts';
import { confirmCompletion } from './confirm-completion.ts';
import { confirmWindow } from './confirm-window.ts';
import { createRequest } from './create-request.ts';
import { getRequest } from './get-request.ts';
import { getTimeline } from './get-timeline.ts';
import { holdJob } from './hold-job.ts';
import { inviteContractors } from './invite-contractors.ts';
import { listRequests } from './list-requests.ts';
import { mergeRequest } from './merge-request.ts';
import { offerJob } from './offer-job.ts';
import { offerWindows } from './offer-windows.ts';
import { rateJob } from './rate-job.ts';
import { releaseJob } from './release-job.ts';
import { reopenRequest } from './reopen-request.ts';
import { homeownerSees } from './request.view.ts';
import { restoreRequest } from './restore-request.ts';
import { resumeJob } from './resume-job.ts';
import { sendBack } from './send-back.ts';
import { submitRequest } from './submit-request.ts';
import { updateRequest } from './update-request.ts';

export const homeownerRequests = router({
  list: homeownerProcedure
    .input(ListRequests)
    .output(answer(HomeownerRequestPage))
    .query(({ ctx, input }) => listRequests(ctx.deps, ctx.actor, input)),

  get: homeownerProcedure
    .input(GetRequest)
    .output(answer(HomeownerRequest))
    .query(({ ctx, input }) => getRequest(ctx.deps, ctx.actor, input)),

  timeline: homeownerProcedure
    .input(GetRequest)
    .output(answer(RequestTimeline))
    .query(({ ctx, input }) => getTimeline(ctx.deps, ctx.actor, input)),

  create: homeownerProcedure
    .input(CreateRequest)
    .output(answer(HomeownerRequest))
    .mutation(({ ctx, input }) => homeownerSees(ctx.deps, createRequest(ctx.deps, ctx.actor, input))),

  update: homeownerProcedure
    .input(UpdateRequest)
    .output(answer(HomeownerRequest))
    .mutation(({ ctx, input }) => homeownerSees(ctx.deps, updateRequest(ctx.deps, ctx.actor, input))),

  submit: homeownerProcedure
    .input(RequestCommand)
    .output(answer(HomeownerRequest))
    .mutation(({ ctx, input }) => homeownerSees(ctx.deps, submitRequest(ctx.deps, ctx.actor, input))),

  invite: homeownerProcedure
    .input(InviteContractors)
    .output(answer(HomeownerRequest))
    .mutation(({ ctx, input }) => homeownerSees(ctx.deps, inviteContractors(ctx.deps, ctx.actor, input))),

  offer: homeownerProcedure
    .input(OfferJob)
    .output(answer(HomeownerRequest))
    .mutation(({ ctx, input }) => homeownerSees(ctx.deps, offerJob(ctx.deps, ctx.actor, input))),

  release: homeownerProcedure
    .input(ReleaseJob)
    .output(answer(HomeownerRequest))
    .mutation(({ ctx, input }) => homeownerSees(ctx.deps, releaseJob(ctx.deps, ctx.actor, input))),

  offerWindows: homeownerProcedure
    .input(OfferWindows)
    .output(answer(HomeownerRequest))
    .mutation(({ ctx, input }) => homeownerSees(ctx.deps, offerWindows(ctx.deps, ctx.actor, input))),

  confirmWindow: homeownerProcedure
    .input(ConfirmWindow)
    .output(answer(HomeownerRequest))
    .mutation(({ ctx, input }) => homeownerSees(ctx.deps, confirmWindow(ctx.deps, ctx.actor, input))),

  cancelVisit: homeownerProcedure
    .input(ReasonedCommand)
    .output(answer(HomeownerRequest))
    .mutation(({ ctx, input }) => homeownerSees(ctx.deps, cancelVisit(ctx.deps, ctx.actor, input))),

  hold: homeownerProcedure
    .input(HoldJob)
    .output(answer(HomeownerRequest))
    .mutation(({ ctx, input }) => homeownerSees(ctx.deps, holdJob(ctx.deps, ctx.actor, input))),

  resume: homeownerProcedure
    .input(RequestCommand)
    .output(answer(HomeownerRequest))
    .mutation(({ ctx, input }) => homeownerSees(ctx.deps, resumeJob(ctx.deps, ctx.actor, input))),

  confirm: homeownerProcedure
    .input(RequestCommand)
    .output(answer(HomeownerRequest))
    .mutation(({ ctx, input }) => homeownerSees(ctx.deps, confirmCompletion(ctx.deps, ctx.actor, input))),

  sendBack: homeownerProcedure
    .input(ReasonedCommand)
    .output(answer(HomeownerRequest))
    .mutation(({ ctx, input }) => homeownerSees(ctx.deps, sendBack(ctx.deps, ctx.actor, input))),

  rate: homeownerProcedure
    .input(RateJob)
    .output(answer(HomeownerRequest))
    .mutation(({ ctx, input }) => homeownerSees(ctx.deps, rateJob(ctx.deps, ctx.actor, input))),

  reopen: homeownerProcedure
    .input(ReasonedCommand)
    .output(answer(HomeownerRequest))
    .mutation(({ ctx, input }) => homeownerSees(ctx.deps, reopenRequest(ctx.deps, ctx.actor, input))),

  cancel: homeownerProcedure
    .input(CancelRequest)
    .output(answer(HomeownerRequest))
    .mutation(({ ctx, input }) => homeownerSees(ctx.deps, cancelRequest(ctx.deps, ctx.actor, input))),

  merge: homeownerProcedure
    .input(MergeRequest)
    .output(answer(HomeownerRequest))
    .mutation(({ ctx, input }) => homeownerSees(ctx.deps, mergeRequest(ctx.deps, ctx.actor, input))),

  restore: homeownerProcedure
    .input(ReasonedCommand)
    .output(answer(HomeownerRequest))
    .mutation(({ ctx, input }) => homeownerSees(ctx.deps, restoreRequest(ctx.deps, ctx.actor, input))),
});
