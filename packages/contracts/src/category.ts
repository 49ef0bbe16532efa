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

/** One thing to see to before a job is called done. `code` is what a ticked item is stored as: short, stable, unique in its category. */
export const ChecklistItem = z.strictObject({ code: z.string(), text: z.string() });
export type ChecklistItem = z.infer<typeof ChecklistItem>;

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
  /** True where only a contractor with a valid licence for the category may be chosen. */
  licenceRequired: z.boolean(),
  /** What the contractor ticks when they complete a job: at most 6, none where nothing is asked. */
  checklist: z.array(ChecklistItem),
});
export type Category = z.infer<typeof Category>;

export const CategoryList = z.array(Category);
