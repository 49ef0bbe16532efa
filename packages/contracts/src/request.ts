import * as z from 'zod/mini';
import { CategoryCode, Priority } from './category.ts';
import { Id, IdempotencyKey, Version } from './id.ts';
import { Move, RequestStatus, Resolution, Visibility, WaitingOn } from './lifecycle.ts';
import { page, pageFields } from './page.ts';
import { Address, Place, Point, StoredAddress } from './place.ts';
import { Role } from './role.ts';
import { line, paragraph } from './text.ts';

const title = line(3, 120);
const description = paragraph(1, 4000);
const reason = paragraph(3, 500);

/** What every command on a request may carry: the version last seen, and a key that makes it safe to repeat. */
const command = { id: Id, version: z.optional(Version), commandKey: z.optional(IdempotencyKey) };

/**
 * Reports what is broken. Either `propertyId` (one of the homeowner's own) or `address`, not both.
 * `location` is the device's position, where the person allowed it. Repeating a `clientKey` answers the first request again.
 */
export const CreateRequest = z
  .strictObject({
    title,
    description,
    category: CategoryCode,
    priority: z.optional(Priority),
    propertyId: z.optional(Id),
    address: z.optional(Address),
    location: z.optional(Point),
    clientKey: z.optional(IdempotencyKey),
  })
  .check(
    z.refine((input) => (input.propertyId === undefined) !== (input.address === undefined), {
      error: 'send either a propertyId or an address',
      path: ['address'],
    }),
  );
export type CreateRequest = z.infer<typeof CreateRequest>;

/** Corrects a request while it may still be edited. Sends the fields that change and the `version` last seen. */
export const UpdateRequest = z.strictObject({
  id: Id,
  version: Version,
  commandKey: z.optional(IdempotencyKey),
  title: z.optional(title),
  description: z.optional(description),
  category: z.optional(CategoryCode),
  priority: z.optional(Priority),
});
export type UpdateRequest = z.infer<typeof UpdateRequest>;

/** Withdraws a request. Once a contractor has been chosen, `reason` is required. */
export const CancelRequest = z.strictObject({ ...command, reason: z.optional(reason) });
export type CancelRequest = z.infer<typeof CancelRequest>;

/** Why an official turns a request down. */
export const rejections = ['not_responsible', 'no_fault_found'] as const satisfies readonly Resolution[];
export const Rejection = z.enum(rejections);

/** Turns a request down. The homeowner reads `closingText`. */
export const RejectRequest = z.strictObject({
  ...command,
  resolution: Rejection,
  closingText: paragraph(10, 1000),
});
export type RejectRequest = z.infer<typeof RejectRequest>;

/** Opens a closed request again. The homeowner reads `reason`. */
export const ReopenRequest = z.strictObject({ ...command, reason });
export type ReopenRequest = z.infer<typeof ReopenRequest>;

/** Takes a rejection back. The homeowner reads `reason`. */
export const ReinstateRequest = z.strictObject({ ...command, reason });
export type ReinstateRequest = z.infer<typeof ReinstateRequest>;

/** Sets how soon it has to be at least, whatever the homeowner asked for; null lifts it. */
export const SetPriorityFloor = z.strictObject({ ...command, priorityFloor: z.nullable(Priority) });
export type SetPriorityFloor = z.infer<typeof SetPriorityFloor>;

export const GetRequest = z.strictObject({ id: Id });

/** Newest first. `status` keeps the requests in that state. */
export const ListRequests = z.prefault(
  z.strictObject({ ...pageFields, status: z.optional(RequestStatus) }),
  {},
);
export type ListRequests = z.infer<typeof ListRequests>;

/** An official's requests: of their own jurisdiction, or those that could be placed in none. */
export const RequestPlace = z.enum(['here', 'unknown']);
export type RequestPlace = z.infer<typeof RequestPlace>;

/** Newest first, of the official's own jurisdiction unless `place` says otherwise. */
export const ListOfficialRequests = z.prefault(
  z.strictObject({ ...pageFields, status: z.optional(RequestStatus), place: z.optional(RequestPlace) }),
  {},
);
export type ListOfficialRequests = z.infer<typeof ListOfficialRequests>;

/** What every party of a request sees of it. */
const common = {
  id: Id,
  /** `PM-` and 8 random Crockford base 32 characters: what people read out to each other. Not a counter, not guessable. */
  number: z.string(),
  version: Version,
  status: RequestStatus,
  title: z.string(),
  description: z.string(),
  category: z.string(),
  /** How soon the homeowner asked for it. */
  priority: Priority,
  /** How soon the officials say that it has to be at least. */
  priorityFloor: z.nullable(Priority),
  /** The higher of the two. */
  effectivePriority: Priority,
  address: StoredAddress,
  place: Place,
  waitingOn: WaitingOn,
  visibility: Visibility,
  resolution: z.nullable(Resolution),
  /** What the officials wrote to the homeowner when they turned it down. */
  closingText: z.nullable(z.string()),
  /** The moves that the reader's role may try now; one may still be refused with a reason. */
  allowedMoves: z.array(Move),
  createdAt: z.date(),
  updatedAt: z.date(),
};

/** A request as the homeowner who made it sees it. */
export const HomeownerRequest = z.strictObject({
  ...common,
  propertyId: z.nullable(Id),
  /** True while `update` is open to the homeowner. */
  editable: z.boolean(),
});
export type HomeownerRequest = z.infer<typeof HomeownerRequest>;

export const HomeownerRequestPage = page(HomeownerRequest);

/** A request as an official of its jurisdiction sees it: the exact place, and our id of the homeowner. */
export const OfficialRequest = z.strictObject({ ...common, homeownerId: Id });
export type OfficialRequest = z.infer<typeof OfficialRequest>;

export const OfficialRequestPage = page(OfficialRequest);

export const requestEventTypes = [
  'submitted',
  'edited',
  'cancelled',
  'rejected',
  'reopened',
  'reinstated',
  'prioritised',
] as const;
export const RequestEventType = z.enum(requestEventTypes);
export type RequestEventType = z.infer<typeof RequestEventType>;

/** What happened to a request: one entry of its timeline. `seq` counts from 1 without a gap. */
export const RequestEvent = z.strictObject({
  seq: z.int().check(z.gte(1)),
  type: RequestEventType,
  /** In which role the actor acted; `system` is the platform's clock. */
  by: z.enum([...Role.options, 'system']),
  at: z.date(),
  from: z.nullable(RequestStatus),
  to: RequestStatus,
  /** The fields that an edit changed. */
  fields: z.array(z.string()),
  reason: z.nullable(z.string()),
});
export type RequestEvent = z.infer<typeof RequestEvent>;

/** A request's whole timeline, oldest first. */
export const RequestTimeline = z.array(RequestEvent);
