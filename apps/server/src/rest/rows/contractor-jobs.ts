import { RequestStatus } from '@pmp/contracts/lifecycle';
import { CompleteJob, HoldJob, ReleaseJob, RequestCommand } from '@pmp/contracts/request-moves';
import { ContractorJob, OpenJob, ReleasedJob } from '@pmp/contracts/request-view';
import { z } from 'zod';
import { type Operation, operation } from '../operation.ts';
import { command, list, read, timeline } from '../operation-makers.ts';
import { id } from '../samples/common.ts';
import * as move from '../samples/moves.ts';
import * as sample from '../samples/request.ts';
import { ListQuery } from '../walk-pages.ts';

const jobs = '/contractor/jobs';
const tag = 'contractor';
const open = { schema: OpenJob, name: 'OpenJobOut', example: sample.openJob };
const reply = { schema: ContractorJob, name: 'JobOut', example: sample.job };
const bare = { schema: RequestCommand, name: 'RequestCommand', example: move.bare };

/** What contractors may quote for, and the jobs that they have. */
export const contractorJobOperations: readonly Operation[] = [
  operation({
    ...list('/contractor/board'),
    name: 'list_board',
    summary: 'List what is published for your trades in your area',
    tag,
    procedure: 'contractor.jobs.board',
    query: ListQuery,
    reply: { ...open, list: true },
    refusals: [],
  }),
  operation({
    ...list('/contractor/invitations'),
    name: 'list_invitations',
    summary: 'List what you were asked by name to quote for',
    tag,
    procedure: 'contractor.jobs.invitations',
    query: ListQuery,
    reply: { ...open, list: true },
    refusals: [],
  }),
  operation({
    ...read,
    path: '/contractor/open-jobs/{id}',
    name: 'get_open_job',
    summary: 'Read a request that you may quote for; where it is, only roughly',
    tag,
    procedure: 'contractor.jobs.getOpen',
    reply: open,
  }),
  operation({
    ...list(jobs),
    name: 'list_jobs',
    summary: 'List your jobs',
    tag,
    procedure: 'contractor.jobs.list',
    query: z.object({ ...ListQuery.shape, status: z.optional(RequestStatus) }),
    reply: { ...reply, list: true },
    refusals: [],
  }),
  operation({
    ...read,
    path: `${jobs}/{id}`,
    name: 'get_job',
    summary: 'Read one of your jobs',
    tag,
    procedure: 'contractor.jobs.get',
    reply,
  }),
  operation({
    ...timeline,
    path: `${jobs}/{id}/timeline`,
    name: 'get_job_timeline',
    summary: 'What happened to a job since it is yours, oldest first',
    tag,
    procedure: 'contractor.jobs.timeline',
  }),
  operation({
    ...command,
    path: `${jobs}/{id}/accept-offer`,
    name: 'accept_offer',
    summary: 'Take a job that was offered to you without a quote',
    tag,
    procedure: 'contractor.jobs.acceptOffer',
    body: bare,
    reply,
  }),
  operation({
    ...command,
    path: `${jobs}/{id}/release`,
    name: 'give_job_back',
    summary: 'Step back from a job; the homeowner chooses again',
    tag,
    procedure: 'contractor.jobs.release',
    body: { schema: ReleaseJob, name: 'JobRelease', example: move.release },
    reply: { schema: ReleasedJob, name: 'ReleasedJobOut', example: { id } },
  }),
  operation({
    ...command,
    path: `${jobs}/{id}/start`,
    name: 'start_job',
    summary: 'Begin the work',
    tag,
    procedure: 'contractor.jobs.start',
    body: bare,
    reply,
  }),
  operation({
    ...command,
    path: `${jobs}/{id}/hold`,
    name: 'hold_job',
    summary: 'Pause the work',
    tag,
    procedure: 'contractor.jobs.hold',
    body: { schema: HoldJob, name: 'JobHold', example: move.hold },
    reply,
  }),
  operation({
    ...command,
    path: `${jobs}/{id}/resume`,
    name: 'resume_job',
    summary: 'Go on with the work',
    tag,
    procedure: 'contractor.jobs.resume',
    body: bare,
    reply,
  }),
  operation({
    ...command,
    path: `${jobs}/{id}/complete`,
    name: 'complete_job',
    summary: 'Say that the work is done',
    tag,
    procedure: 'contractor.jobs.complete',
    body: { schema: CompleteJob, name: 'JobCompletion', example: move.completion },
    reply,
  }),
];
