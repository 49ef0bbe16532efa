import * as z from 'zod/mini';

/** The kind of work, Open311's service code: short, lower case, stable. */
export const CategoryCode = z
  .string()
  .check(z.minLength(2), z.maxLength(40), z.regex(/^[a-z][a-z0-9-]*$/, 'must be a category code'));
export type CategoryCode = z.infer<typeof CategoryCode>;

export const priorities = ['low', 'normal', 'high', 'urgent'] as const;
/** How soon the homeowner needs it, least first. */
export const Priority = z.enum(priorities);
export type Priority = z.infer<typeof Priority>;

/** How soon it has to be after all: what the homeowner asked for, or more if the officials' floor is higher. */
export const effectivePriority = (priority: Priority, floor: Priority | null): Priority =>
  floor !== null && priorities.indexOf(floor) > priorities.indexOf(priority) ? floor : priority;

/** A category as anyone may read it. */
export const Category = z.strictObject({
  code: z.string(),
  name: z.string(),
  group: z.string(),
  description: z.string(),
  defaultPriority: Priority,
  /** Shown before the form is sent when what is broken may endanger someone; null for the rest. */
  emergencyText: z.nullable(z.string()),
  /** What the homeowner can do until help comes. */
  selfHelp: z.array(z.string()),
});
export type Category = z.infer<typeof Category>;

export const CategoryList = z.array(Category);
