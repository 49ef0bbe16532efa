import type { RequestStatus } from '@pmp/contracts/lifecycle';
import type { EventFacts, RequestEventType } from '@pmp/contracts/request-event';
import type { ObjectId } from 'mongodb';
import type { CommandRecord } from '../../kernel/command.ts';
import { type CreatedDoc, createdBy } from '../../mongo/command.ts';
import { defined } from '../../mongo/defined.ts';
import { fromToldDoc, type ToldDoc, toToldDoc } from '../../mongo/entry.ts';
import { fromObjectId, toObjectId } from '../../mongo/object-id.ts';
import type { Tail, TailEntry } from '../event/event.ports.ts';
import { derivedOf } from './request.derived.ts';
import {
  type Award,
  type Derived,
  type NewRequest,
  noProgress,
  type Progress,
  type Request,
  type RequestFields,
} from './request.ports.ts';

interface AwardDoc extends Omit<Award, 'contractorId' | 'quoteId' | 'changeOrders'> {
  contractorId: ObjectId;
  quoteId: ObjectId | null;
  /** In the currency of what was agreed: a case has one. */
  changeOrders: (Omit<Award['changeOrders'][number], 'id' | 'total'> & { id: ObjectId; minor: number })[];
}

/** Progress with its ids as the database has them. */
interface ProgressDoc
  extends Omit<Progress, 'openTo' | 'award' | 'invoice' | 'duplicateOfId' | 'lastContractorId'> {
  openTo: ObjectId[];
  award: AwardDoc | null;
  invoice: (Omit<NonNullable<Progress['invoice']>, 'id'> & { id: ObjectId }) | null;
  duplicateOfId: ObjectId | null;
  lastContractorId: ObjectId | null;
}

/** A field of progress is absent until it is written: most requests never have most of them. */
export interface RequestDoc
  extends CreatedDoc,
    Omit<Request, 'id' | 'homeownerId' | 'propertyId' | 'sortKey' | keyof Progress>,
    Partial<ProgressDoc> {
  _id: ObjectId;
  schemaVersion: 1;
  homeownerId: ObjectId;
  propertyId: ObjectId | null;
  sk: string;
  /** The day and the number of a slot: `2026-03-01/7`. Unique for each homeowner, which limits what they report a day. */
  daySlot?: string;
  /** The plan and the local day that it was made for. */
  planDue?: string;
  /** Where the board shows it: `<category>/<cell>` at each resolution. Absent while it is on none. */
  board?: readonly string[];
  /** When the clock has to look at it. */
  dueAt?: Date;
  commands: CommandRecord[];
  tail: ToldDoc<RequestEventType, RequestStatus, EventFacts>[];
  /** Set while the tail holds something: when the oldest of it was written. */
  relayDueAt?: Date;
}

const toMaybe = (id: string | null) => (id === null ? null : toObjectId(id));
const fromMaybe = (id: ObjectId | null | undefined) => (id ? fromObjectId(id) : null);

const toAwardDoc = ({ contractorId, quoteId, changeOrders, ...rest }: Award): AwardDoc => ({
  ...rest,
  contractorId: toObjectId(contractorId),
  quoteId: toMaybe(quoteId),
  changeOrders: changeOrders.map(({ id, total: { minor }, state }) => ({ id: toObjectId(id), minor, state })),
});

const fromAwardDoc = ({ contractorId, quoteId, changeOrders, ...rest }: AwardDoc): Award => ({
  ...rest,
  contractorId: fromObjectId(contractorId),
  quoteId: fromMaybe(quoteId),
  changeOrders: changeOrders.map(({ id, minor, state }) => ({
    id: fromObjectId(id),
    total: { minor, currency: rest.agreed.currency },
    state,
  })),
});

/** What a write sets, as the database has it. */
export const toFieldsDoc = ({
  openTo,
  award,
  invoice,
  duplicateOfId,
  lastContractorId,
  ...rest
}: RequestFields) => ({
  ...rest,
  ...(openTo && { openTo: openTo.map(toObjectId) }),
  ...(award !== undefined && { award: award && toAwardDoc(award) }),
  ...(invoice !== undefined && { invoice: invoice && { ...invoice, id: toObjectId(invoice.id) } }),
  ...(duplicateOfId !== undefined && { duplicateOfId: toMaybe(duplicateOfId) }),
  ...(lastContractorId !== undefined && { lastContractorId: toMaybe(lastContractorId) }),
});

const progressNames = Object.keys(noProgress) as (keyof Progress)[];

/** What of its progress is more than nothing, which is all that is stored of it. */
const progressOf = (request: Request): Partial<Progress> =>
  Object.fromEntries(
    progressNames.filter((name) => request[name] !== noProgress[name]).map((name) => [name, request[name]]),
  );

/** What follows from a request, where there is any. */
export const toDerivedDoc = ({ board, dueAt }: Derived) => ({
  ...(board.length > 0 && { board }),
  ...(dueAt && { dueAt }),
});

export const toRequestDoc = (
  request: NewRequest,
  entry: TailEntry,
  command: CommandRecord | undefined,
): RequestDoc => ({
  _id: toObjectId(request.id),
  schemaVersion: 1,
  number: request.number,
  version: request.version,
  status: request.status,
  homeownerId: toObjectId(request.homeownerId),
  propertyId: toMaybe(request.propertyId),
  sk: request.sortKey,
  title: request.title,
  description: request.description,
  category: request.category,
  priority: request.priority,
  address: defined(request.address),
  place: request.place,
  waitingOn: request.waitingOn,
  visibility: request.visibility,
  resolution: request.resolution,
  createdAt: request.createdAt,
  updatedAt: request.updatedAt,
  ...createdBy(command),
  ...(request.planDue && { planDue: request.planDue }),
  ...(request.daySlot && { daySlot: `${request.daySlot.day}/${request.daySlot.slot}` }),
  ...toFieldsDoc(progressOf(request)),
  ...toDerivedDoc(derivedOf(request)),
  commands: [],
  tail: [toToldDoc(entry)],
  relayDueAt: entry.at,
});

export const fromRequestDoc = (doc: Omit<RequestDoc, 'tail' | 'commands'>): Request => ({
  id: fromObjectId(doc._id),
  number: doc.number,
  version: doc.version,
  status: doc.status,
  homeownerId: fromObjectId(doc.homeownerId),
  propertyId: fromMaybe(doc.propertyId),
  title: doc.title,
  description: doc.description,
  category: doc.category,
  priority: doc.priority,
  address: doc.address,
  place: doc.place,
  waitingOn: doc.waitingOn,
  visibility: doc.visibility,
  resolution: doc.resolution,
  createdAt: doc.createdAt,
  updatedAt: doc.updatedAt,
  sortKey: doc.sk,
  priorityFloor: doc.priorityFloor ?? null,
  closingText: doc.closingText ?? null,
  duplicateOfId: fromMaybe(doc.duplicateOfId),
  openTo: doc.openTo?.map(fromObjectId) ?? noProgress.openTo,
  quotesSince: doc.quotesSince ?? null,
  quoteDueAt: doc.quoteDueAt ?? null,
  quotesDueTold: doc.quotesDueTold ?? false,
  spendCap: doc.spendCap ?? null,
  award: doc.award ? fromAwardDoc(doc.award) : null,
  windows: doc.windows ?? null,
  visits: doc.visits ?? noProgress.visits,
  hold: doc.hold ?? null,
  pausedMs: doc.pausedMs ?? 0,
  startedAt: doc.startedAt ?? null,
  completion: doc.completion ?? null,
  reminded: doc.reminded ?? false,
  scores: doc.scores ?? null,
  invoice: doc.invoice ? { ...doc.invoice, id: fromObjectId(doc.invoice.id) } : null,
  returnedCount: doc.returnedCount ?? 0,
  reopenCount: doc.reopenCount ?? 0,
  lastContractorId: fromMaybe(doc.lastContractorId),
  endedAt: doc.endedAt ?? null,
});

export const fromTailDoc = (entries: RequestDoc['tail']): TailEntry[] =>
  entries.map((entry) => fromToldDoc(entry, {}));

export const toTail = ({ _id, version, tail }: Pick<RequestDoc, '_id' | 'version' | 'tail'>): Tail => ({
  subjectId: fromObjectId(_id),
  version,
  entries: fromTailDoc(tail),
});
