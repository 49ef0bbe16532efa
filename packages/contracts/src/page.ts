import * as z from 'zod/mini';

export const maxPageSize = 100;
export const defaultPageSize = 20;

/** An opaque place in a list; comes from `nextCursor`. */
export const Cursor = z
  .string()
  .check(z.length(36), z.regex(/^[0-9a-f]{36}$/, 'is not a cursor of this list'));
export type Cursor = z.infer<typeof Cursor>;

/** What every list takes. `direction` is TanStack Query's word: `backward` walks towards newer items. */
export const pageFields = {
  limit: z._default(z.int().check(z.gte(1), z.lte(maxPageSize)), defaultPageSize),
  cursor: z.optional(z.nullable(Cursor)),
  direction: z.optional(z.enum(['forward', 'backward'])),
};

/** A page of a list in its stated order. `nextCursor` continues in the direction asked for; null at the end. */
export const page = <Item extends z.core.$ZodType>(item: Item) =>
  z.strictObject({
    items: z.array(item),
    nextCursor: z.nullable(Cursor),
  });
export interface Page<Item> {
  items: Item[];
  nextCursor: Cursor | null;
}
