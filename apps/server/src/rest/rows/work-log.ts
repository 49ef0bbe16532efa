import { CreateWorkEntry, RemoveWorkEntry, WorkEntry, WorkLog } from '@pmp/contracts/work-log';
import { z } from 'zod';
import { type Operation, operation, type Sent } from '../operation.ts';
import { command, list, listed, repeatable } from '../operation-makers.ts';
import * as sample from '../samples/money.ts';
import { ListQuery, walkPages } from '../walk-pages.ts';

const ofJob = '/contractor/jobs/{requestId}/work-log';
const ofRequest = '/homeowner/requests/{requestId}/work-log';
const entryReply = { schema: WorkEntry, name: 'WorkEntryOut', example: sample.workEntry };
const { items, totals } = WorkLog.shape;
const logReply = { schema: z.strictObject({ items, totals }), name: 'WorkLogOut', example: sample.workLog };

/** A list that says besides what all of it comes to, also what is not on this page. */
const log = (path: string) => {
  const { toReply, ...row } = list(path);
  return {
    ...row,
    description: `What was noted since the job was awarded. \`totals\` are those of all entries that were not removed. ${listed}`,
    query: ListQuery,
    reply: logReply,
    refusals: [404],
    ask: async (call: (input: unknown) => Promise<WorkLog>, { input, query }: Sent) => {
      let newest: WorkLog | undefined;
      const page = await walkPages(
        async (asked) => {
          newest = await call(asked);
          return newest;
        },
        { ...query, ...input },
      );
      return { ...newest, ...page } as WorkLog;
    },
    toReply: (read: WorkLog, sent: Sent) => {
      const { body, headers } = toReply(read, sent);
      return { body: { items: body, totals: read.totals }, headers };
    },
  } as const;
};

/** Labour, material and fees of a job. */
export const workLogOperations: readonly Operation[] = [
  operation({
    ...log(ofJob),
    name: 'list_job_work',
    summary: 'List what you have noted about a job',
    tag: 'contractor',
    procedure: 'contractor.workLog.list',
  }),
  operation({
    method: 'POST',
    path: ofJob,
    name: 'create_work_entry',
    summary: 'Note time, material or another cost of a job',
    description: repeatable,
    tag: 'contractor',
    procedure: 'contractor.workLog.create',
    body: { schema: CreateWorkEntry, name: 'WorkEntry', example: sample.newWorkEntry },
    idempotency: 'clientKey',
    status: 201,
    reply: entryReply,
    refusals: [404, 409],
  }),
  operation({
    ...command,
    path: `${ofJob}/{id}/remove`,
    name: 'remove_work_entry',
    summary: 'Take an entry out of the totals; it stays to be seen',
    tag: 'contractor',
    procedure: 'contractor.workLog.remove',
    body: { schema: RemoveWorkEntry, name: 'WorkEntryRemoval', example: {} },
    reply: entryReply,
  }),
  operation({
    ...log(ofRequest),
    name: 'list_work',
    summary: 'List what the contractor has noted',
    tag: 'homeowner',
    procedure: 'homeowner.workLog.list',
  }),
];
