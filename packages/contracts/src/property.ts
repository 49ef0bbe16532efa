import * as z from 'zod/mini';
import { Id, IdempotencyKey, Version } from './id.ts';
import { page, pageFields } from './page.ts';
import { Address, Place, Point, StoredAddress } from './place.ts';
import { line, paragraph } from './text.ts';

export const propertyKinds = ['house', 'flat', 'mixed', 'commercial'] as const;
export const PropertyKind = z.enum(propertyKinds);
export type PropertyKind = z.infer<typeof PropertyKind>;

const writable = {
  label: line(1, 60),
  kind: PropertyKind,
  address: Address,
  location: z.optional(Point),
  /** Gate codes, pets, where the key is: shown to the contractor of a case only once there is one. */
  accessNotes: z.optional(paragraph(0, 1000)),
};

export const CreateProperty = z.strictObject({ ...writable, clientKey: z.optional(IdempotencyKey) });
export type CreateProperty = z.infer<typeof CreateProperty>;

/** Replaces the fields that are sent. `version` is the one last seen. */
export const UpdateProperty = z.strictObject({
  id: Id,
  version: Version,
  commandKey: z.optional(IdempotencyKey),
  label: z.optional(writable.label),
  kind: z.optional(writable.kind),
  address: z.optional(writable.address),
  location: writable.location,
  accessNotes: writable.accessNotes,
});
export type UpdateProperty = z.infer<typeof UpdateProperty>;

export const ListProperties = z.prefault(z.strictObject(pageFields), {});
export type ListProperties = z.infer<typeof ListProperties>;

/** A property as its owner sees it. */
export const Property = z.strictObject({
  id: Id,
  version: Version,
  label: z.string(),
  kind: PropertyKind,
  address: StoredAddress,
  place: Place,
  accessNotes: z.nullable(z.string()),
  createdAt: z.date(),
  updatedAt: z.date(),
});
export type Property = z.infer<typeof Property>;

export const PropertyPage = page(Property);
