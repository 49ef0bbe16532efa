import * as z from 'zod/mini';
import { Priority } from './category.ts';
import { Id, Version } from './id.ts';
import { HoldReason, Move, RequestStatus, Resolution, Visibility, WaitingOn } from './lifecycle.ts';
import { Money } from './money.ts';
import { page } from './page.ts';
import { Place, Point, StoredAddress } from './place.ts';
import { Role } from './role.ts';

/** Windows that one side has offered for a visit and the other has not answered yet. Times are UTC, meant in `zone`. */
export const WindowOffer = z.strictObject({
  by: z.enum(['homeowner', 'contractor']),
  zone: z.string(),
  windows: z.array(z.strictObject({ start: z.date(), end: z.date() })),
});
export type WindowOffer = z.infer<typeof WindowOffer>;

/** A request has at most so many visits, whatever became of them. */
export const mostVisits = 10;

/** `kept`: work has reached it. `missed`: it was over and no work had begun. A release forgets the visits with the award; the history tells of them. */
export const visitStates = ['confirmed', 'kept', 'missed', 'cancelled'] as const;

/** A visit that both sides agreed to. UTC, meant in the IANA `zone`. At most one of a request's is `confirmed`: the one ahead, or under way. */
export const Visit = z.strictObject({
  start: z.date(),
  end: z.date(),
  zone: z.string(),
  state: z.enum(visitStates),
});
export type Visit = z.infer<typeof Visit>;

/** Why and until when the work pauses. `from` is where it goes on. */
export const Hold = z.strictObject({
  reason: HoldReason,
  by: Role,
  from: RequestStatus,
  since: z.date(),
  until: z.nullable(z.date()),
});
export type Hold = z.infer<typeof Hold>;

export const changeOrderStates = ['proposed', 'approved', 'declined', 'withdrawn'] as const;
export const ChangeOrderState = z.enum(changeOrderStates);
export type ChangeOrderState = z.infer<typeof ChangeOrderState>;

/** How the award came about, and what has been agreed. */
export const Award = z.strictObject({
  contractorId: Id,
  /** The accepted quote; null for a direct offer. */
  quoteId: z.nullable(Id),
  /** The revision of the quote that the homeowner saw. */
  revision: z.nullable(z.int()),
  /** What the work may cost: the quote's total or the offer's cap, and every change order that was approved. */
  agreed: Money,
  awardedAt: z.date(),
  /** Null while a direct offer waits for the contractor. */
  acceptedAt: z.nullable(z.date()),
  /** When a direct offer lapses. */
  acceptDueAt: z.nullable(z.date()),
  changeOrders: z.array(z.strictObject({ id: Id, total: Money, state: ChangeOrderState })),
});
export type Award = z.infer<typeof Award>;

export const invoiceStates = ['published', 'paid', 'cancelled'] as const;

/** The invoice that the homeowner has been sent. */
export const InvoiceBrief = z.strictObject({ id: Id, total: Money, state: z.enum(invoiceStates) });
export type InvoiceBrief = z.infer<typeof InvoiceBrief>;

/** What the contractor said when the work was done. */
export const Completion = z.strictObject({
  at: z.date(),
  note: z.string(),
  /** Codes of the category's checklist. */
  done: z.array(z.string()),
  labourMinutes: z.int(),
  cost: Money,
  warrantyUntil: z.nullable(z.date()),
});
export type Completion = z.infer<typeof Completion>;

/** 1 to 5, 5 is best. */
export const Scores = z.strictObject({ quality: z.int(), time: z.int(), price: z.int() });
export type Scores = z.infer<typeof Scores>;

/** What everybody who may see the case at all sees of it. */
const core = {
  id: Id,
  /** `PM-` and 8 random Crockford base 32 characters: what people read out to each other. Not a counter, not guessable. */
  number: z.string(),
  title: z.string(),
  description: z.string(),
  category: z.string(),
  /** How soon it has to be: what the homeowner asked for, or the officials' floor where that is higher. */
  effectivePriority: Priority,
  createdAt: z.date(),
};

/** How the case stands. */
const standing = {
  version: Version,
  status: RequestStatus,
  waitingOn: WaitingOn,
  resolution: z.nullable(Resolution),
  /** The moves that the reader may try now; one may still be refused with a reason. */
  allowedMoves: z.array(Move),
  visits: z.array(Visit),
  hold: z.nullable(Hold),
  startedAt: z.nullable(z.date()),
  completion: z.nullable(Completion),
  returnedCount: z.int(),
  updatedAt: z.date(),
};

/** What homeowner and officials see besides. */
const owners = {
  ...core,
  ...standing,
  /** How soon the homeowner asked for it. */
  priority: Priority,
  /** How soon the officials say that it has to be at least. */
  priorityFloor: z.nullable(Priority),
  address: StoredAddress,
  place: Place,
  visibility: Visibility,
  /** What the officials wrote to the homeowner when they turned it down. */
  closingText: z.nullable(z.string()),
  duplicateOfId: z.nullable(Id),
  reopenCount: z.int(),
  /** When it was closed, cancelled or rejected. */
  endedAt: z.nullable(z.date()),
};

/** A request as the homeowner who made it sees it. */
export const HomeownerRequest = z.strictObject({
  ...owners,
  propertyId: z.nullable(Id),
  /** True while `update` is open to the homeowner. */
  editable: z.boolean(),
  /** The contractors that were invited by name. */
  invitedIds: z.array(Id),
  /** Whether every contractor of its trade and area may quote. */
  published: z.boolean(),
  quoteDueAt: z.nullable(z.date()),
  /** The most that they will spend: what they last said, or agreed to by approving a change order. Null for no limit. */
  spendCap: z.nullable(Money),
  award: z.nullable(Award),
  windows: z.nullable(WindowOffer),
  scores: z.nullable(Scores),
  invoice: z.nullable(InvoiceBrief),
  /** Who had the job when it was closed, to be asked first when it is opened again. */
  lastContractorId: z.nullable(Id),
});
export type HomeownerRequest = z.infer<typeof HomeownerRequest>;

export const HomeownerRequestPage = page(HomeownerRequest);

/** A request as an official of its jurisdiction sees it: the exact place and who is on it, but not what was agreed between them. */
export const OfficialRequest = z.strictObject({
  ...owners,
  homeownerId: Id,
  contractorId: z.nullable(Id),
  /** Without its cost. */
  completion: z.nullable(z.strictObject({ ...Completion.shape, cost: z.null() })),
});
export type OfficialRequest = z.infer<typeof OfficialRequest>;

export const OfficialRequestPage = page(OfficialRequest);

/**
 * A job as the contractor whom it was awarded to sees it. `version` counts from the award. Address and exact point are null until a
 * direct offer is accepted, and once the homeowner has withdrawn the request.
 */
export const ContractorJob = z.strictObject({
  ...core,
  ...standing,
  address: z.nullable(StoredAddress),
  point: z.nullable(Point),
  /** The H3 cell (resolution 8, about 0.7 km²) that it lies in. */
  cell: z.nullable(z.string()),
  award: Award,
  windows: z.nullable(WindowOffer),
  scores: z.nullable(Scores),
  invoice: z.nullable(InvoiceBrief),
});
export type ContractorJob = z.infer<typeof ContractorJob>;

export const ContractorJobPage = page(ContractorJob);

/** A request that a contractor may quote for. Where it is, only roughly; nothing of who else was asked. */
export const OpenJob = z.strictObject({
  ...core,
  cell: z.nullable(z.string()),
  /** The centre of the cell. */
  roundedPoint: z.nullable(Point),
  /** Whether the homeowner asked for this contractor by name. */
  invited: z.boolean(),
  quoteDueAt: z.nullable(z.date()),
});
export type OpenJob = z.infer<typeof OpenJob>;

/** One's own requests are not on one's board, so that a page may be shorter than its limit while more follow. */
export const OpenJobPage = page(OpenJob);

/** What a contractor who stepped back from a job is told: it is no longer theirs to see. */
export const ReleasedJob = z.strictObject({ id: Id });
export type ReleasedJob = z.infer<typeof ReleasedJob>;

/** Where a job is and how to get in: for the contractor who is bound to it, while it lasts. */
export const JobAccess = z.strictObject({
  accessNotes: z.nullable(z.string()),
  address: StoredAddress,
  /** Null when the address could not be found. */
  point: z.nullable(Point),
});
export type JobAccess = z.infer<typeof JobAccess>;
