import type { RouterOutputs } from '@pmp/client';
import { formatMoney } from '../../money.ts';
import type { Column } from '../../table.ts';
import { day, moment, oneLine } from '../words.ts';

type Request = RouterOutputs['homeowner']['requests']['get'];
type Overseen = RouterOutputs['official']['requests']['get'];
type Job = RouterOutputs['contractor']['jobs']['get'];
type Open = RouterOutputs['contractor']['jobs']['getOpen'];

type Fields = [string, string][];
/** A line about something that may not be there. */
const maybe = (name: string, value: string | null | undefined | false): Fields =>
  value ? [[name, value]] : [];

type Listed = Pick<Request, 'id' | 'number' | 'status' | 'createdAt' | 'category' | 'title'>;
/** A request or a job as a row of a table. */
export const requestColumns: readonly Column<Listed>[] = [
  { title: 'id', value: ({ id }) => id },
  { title: 'number', value: ({ number }) => number },
  { title: 'status', value: ({ status }) => status },
  { title: 'created', value: ({ createdAt }) => day(createdAt) },
  { title: 'category', value: ({ category }) => category, shrinks: true },
  { title: 'title', value: ({ title }) => title, shrinks: true },
];

/** A request that one may quote for, as a row of a table. */
export const openJobColumns: readonly Column<Open>[] = [
  { title: 'id', value: ({ id }) => id },
  { title: 'number', value: ({ number }) => number },
  { title: 'created', value: ({ createdAt }) => day(createdAt) },
  { title: 'priority', value: ({ effectivePriority }) => effectivePriority },
  { title: 'by name', value: ({ invited }) => (invited ? 'yes' : 'no') },
  { title: 'quotes due', value: ({ quoteDueAt }) => (quoteDueAt === null ? '' : day(quoteDueAt)) },
  { title: 'category', value: ({ category }) => category, shrinks: true },
  { title: 'title', value: ({ title }) => title, shrinks: true },
];

type Common = Pick<Request, 'title' | 'description' | 'category' | 'number' | 'id'>;
const head = ({ id, number }: Common): Fields => [
  ['id', id],
  ['number', number],
];
const about = ({ title, description, category }: Common): Fields => [
  ['title', title],
  ['description', description],
  ['category', category],
];

type Standing = Pick<
  Overseen,
  | 'status'
  | 'waitingOn'
  | 'allowedMoves'
  | 'visits'
  | 'hold'
  | 'resolution'
  | 'version'
  | 'createdAt'
  | 'updatedAt'
>;
const state = ({ status, resolution, hold }: Standing): Fields => [
  ['status', status],
  ...maybe('resolution', resolution),
  ...maybe('on hold', hold && `${hold.reason}${hold.until ? ` until ${moment(hold.until)}` : ''}`),
];
const standing = ({ waitingOn, allowedMoves, visits, version, ...rest }: Standing): Fields => [
  ...visits.map(({ start, end, state: kept }): [string, string] => [
    'visit',
    `${moment(start)} to ${moment(end)} (${kept})`,
  ]),
  ['waiting on', waitingOn],
  ['may be', allowedMoves.join(', ') || 'nothing'],
  ['version', String(version)],
  ['created', moment(rest.createdAt)],
  ['updated', moment(rest.updatedAt)],
];

type Agreed = Pick<Job, 'award' | 'windows' | 'completion' | 'scores'>;
const agreed = ({ award, windows, completion, scores }: Partial<Pick<Request, keyof Agreed>>): Fields => [
  ...maybe('contractor', award?.contractorId),
  ...maybe('agreed', award && formatMoney(award.agreed)),
  ...maybe('accept by', award?.acceptedAt === null && award.acceptDueAt && moment(award.acceptDueAt)),
  ...(windows?.windows ?? []).map(({ start, end }): [string, string] => [
    'window',
    `${moment(start)} to ${moment(end)} (offered by the ${String(windows?.by)})`,
  ]),
  ...maybe('done', completion?.note),
  ...maybe('cost', completion && formatMoney(completion.cost)),
  ...maybe('warranty', completion?.warrantyUntil && `until ${day(completion.warrantyUntil)}`),
  ...maybe('rated', scores && `quality ${scores.quality}, time ${scores.time}, price ${scores.price}`),
];

/** A request on its own, as its homeowner sees it. */
export const requestFields = (request: Request): Fields => [
  ...head(request),
  ...state(request),
  ...about(request),
  ['priority', request.priority],
  ['address', oneLine(request.address)],
  ...maybe('property', request.propertyId),
  ...maybe('invited', request.invitedIds.join(', ')),
  ...maybe('published', request.published && 'to every contractor of the trade and area'),
  ...maybe('quotes due', request.quoteDueAt && moment(request.quoteDueAt)),
  ...maybe('spend cap', request.spendCap && formatMoney(request.spendCap)),
  ...agreed(request),
  ...standing(request),
];

/** A request on its own, as an official sees it. */
export const overseenFields = (request: Overseen): Fields => [
  ...head(request),
  ...state(request),
  ...about(request),
  ['priority', request.effectivePriority],
  ...maybe('floor', request.priorityFloor),
  ['address', oneLine(request.address)],
  ['homeowner', request.homeownerId],
  ...maybe('contractor', request.contractorId),
  ...maybe('closing text', request.closingText),
  ...maybe('duplicate of', request.duplicateOfId),
  ...standing(request),
];

/** A job on its own, as the contractor who has it sees it. */
export const jobFields = (job: Job): Fields => [
  ...head(job),
  ...state(job),
  ...about(job),
  ['priority', job.effectivePriority],
  ['address', job.address ? oneLine(job.address) : 'shown once the offer is accepted'],
  ...agreed(job),
  ...standing(job),
];

/** A request on its own, as a contractor who may quote for it sees it. */
export const openJobFields = (job: Open): Fields => [
  ...head(job),
  ...about(job),
  ['priority', job.effectivePriority],
  ...maybe('about at', job.roundedPoint && `${job.roundedPoint.lat}, ${job.roundedPoint.lon}`),
  ['by name', job.invited ? 'yes' : 'no'],
  ...maybe('quotes due', job.quoteDueAt && moment(job.quoteDueAt)),
  ['created', moment(job.createdAt)],
];
