import { CalendarEntry, GetCalendar } from '@pmp/contracts/calendar';
import { RequestStatus } from '@pmp/contracts/lifecycle';
import { ContractorJob, JobAccess, OpenJob } from '@pmp/contracts/request-view';
import { z } from 'zod';
import { type Operation, operation } from '../operation.ts';
import { list, read, timeline } from '../operation-makers.ts';
import * as sample from '../samples/request.ts';
import { ListQuery } from '../walk-pages.ts';

const jobs = '/contractor/jobs';
const tag = 'contractor';
const open = { schema: OpenJob, name: 'OpenJobOut', example: sample.openJob };
export const jobReply = { schema: ContractorJob, name: 'JobOut', example: sample.job };

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
    reply: { ...jobReply, list: true },
    refusals: [],
  }),
  operation({
    ...read,
    path: `${jobs}/{id}`,
    name: 'get_job',
    summary: 'Read one of your jobs',
    tag,
    procedure: 'contractor.jobs.get',
    reply: jobReply,
  }),
  operation({
    ...read,
    path: `${jobs}/{id}/access`,
    name: 'get_job_access',
    summary: 'Read where a job is and how to get in, while it lasts',
    tag,
    procedure: 'contractor.jobs.access',
    reply: { schema: JobAccess, name: 'JobAccessOut', example: sample.access },
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
    method: 'GET',
    path: '/contractor/calendar',
    name: 'get_calendar',
    summary: 'Read the visits that you have agreed to, earliest first',
    description: 'Those that overlap the time from `from` to before `to`, at most 62 days apart.',
    tag,
    procedure: 'contractor.jobs.calendar',
    query: GetCalendar,
    status: 200,
    reply: { schema: CalendarEntry, name: 'CalendarEntryOut', example: sample.booking, list: true },
    refusals: [],
    ask: (call, { query }) => call(query),
  }),
];
