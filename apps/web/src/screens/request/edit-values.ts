import { Priority } from '@pmp/contracts/category';
import type { HomeownerRequest } from '../../api/find-listed.ts';

/** The fields that may be corrected. */
export interface EditValues {
  title: string;
  description: string;
  category: string;
  priority: Priority;
}

export const editFields = ['title', 'description', 'category', 'priority'] as const;
export type EditField = (typeof editFields)[number];

export const editLabels: Record<EditField, string> = {
  title: 'Title',
  description: 'Description',
  category: 'What it is about',
  priority: 'How soon',
};

export const editValuesOf = ({ title, description, category, priority }: EditValues): EditValues => ({
  title,
  description,
  category,
  priority,
});

/** Only what differs is sent, so that two people who change different things do not undo each other. */
export const changesOf = (values: EditValues, from: EditValues): Partial<EditValues> => ({
  ...(values.title !== from.title && { title: values.title }),
  ...(values.description !== from.description && { description: values.description }),
  ...(values.category !== from.category && { category: values.category }),
  ...(values.priority !== from.priority && { priority: values.priority }),
});

/** Where somebody else has changed the very field that is being changed here. */
export const clashesOf = (mine: EditValues, seen: EditValues, now: EditValues): EditField[] =>
  editFields.filter(
    (field) => now[field] !== seen[field] && mine[field] !== seen[field] && mine[field] !== now[field],
  );

/** Mine where I changed something, theirs elsewhere. */
export const mergeEdits = (mine: EditValues, seen: EditValues, now: EditValues): EditValues => ({
  ...editValuesOf(now),
  ...changesOf(mine, seen),
});

/** What was typed before a reload, on top of what was seen then. */
export const readEdit = (
  draft: Record<string, unknown> | undefined,
  request: HomeownerRequest,
): { values: EditValues; seen: EditValues; version: number } => {
  const fresh = { values: editValuesOf(request), seen: editValuesOf(request), version: request.version };
  const values = parse(draft?.['values']);
  const seen = parse(draft?.['seen']);
  const version = draft?.['version'];
  return values && seen && typeof version === 'number' ? { values, seen, version } : fresh;
};

const parse = (value: unknown): EditValues | undefined => {
  const fields = new Map(typeof value === 'object' && value !== null ? Object.entries(value) : []);
  const text = (field: EditField): string | undefined => {
    const found: unknown = fields.get(field);
    return typeof found === 'string' ? found : undefined;
  };
  const [title, description, category] = [text('title'), text('description'), text('category')];
  const priority = Priority.safeParse(fields.get('priority'));
  if (title === undefined || description === undefined || category === undefined || !priority.success)
    return undefined;
  return { title, description, category, priority: priority.data };
};
