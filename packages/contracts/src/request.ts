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
export const CancelRequest = z.strictObject({
  id: Id,
  version: z.optional(Version),
  commandKey: z.optional(IdempotencyKey),
  reason: z.optional(paragraph(3, 500)),
});
export type CancelRequest = z.infer<typeof CancelRequest>;

export const GetRequest = z.strictObject({ id: Id });

/** Newest first. `status` keeps the requests in that state. */
export const ListRequests = z.prefault(
  z.strictObject({ ...pageFields, status: z.optional(RequestStatus) }),
  {},
);
export type ListRequests = z.infer<typeof ListRequests>;

/** A request as the homeowner who made it sees it. */
export const HomeownerRequest = z.strictObject({
  id: Id,
  /** `PM-` and 8 random Crockford base 32 characters: what people read out to each other. Not a counter, not guessable. */
  number: z.string(),
  version: Version,
  status: RequestStatus,
  title: z.string(),
  description: z.string(),
  category: z.string(),
  priority: Priority,
  propertyId: z.nullable(Id),
  address: StoredAddress,
  place: Place,
  waitingOn: WaitingOn,
  visibility: Visibility,
  resolution: z.nullable(Resolution),
  /** The moves that the homeowner may try now; one may still be refused with a reason. */
  allowedMoves: z.array(Move),
  /** True while `update` is open to the homeowner. */
  editable: z.boolean(),
  createdAt: z.date(),
  updatedAt: z.date(),
});
export type HomeownerRequest = z.infer<typeof HomeownerRequest>;

export const HomeownerRequestPage = page(HomeownerRequest);

export const requestEventTypes = ['submitted', 'edited', 'cancelled'] as const;
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
