import * as z from 'zod/mini';
import { CategoryCode, Priority } from './category.ts';
import { Id, IdempotencyKey, Version } from './id.ts';
import { RequestStatus } from './lifecycle.ts';
import { pageFields } from './page.ts';
import { Address, Point } from './place.ts';
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
    /** Keeps it to oneself until `submit`. */
    draft: z.optional(z.boolean()),
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

export const GetRequest = z.strictObject({ id: Id });

/** Newest first. */
export const ListPage = z.prefault(z.strictObject(pageFields), {});
export type ListPage = z.infer<typeof ListPage>;

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
