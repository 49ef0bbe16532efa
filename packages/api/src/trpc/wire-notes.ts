/** What superjson calls an annotation: one type name, in an array of its own. */
export type Annotation = readonly ['Date'] | readonly ['undefined'];

export const DATE: Annotation = ['Date'];
export const UNDEFINED: Annotation = ['undefined'];

/** What JSON cannot tell of a value: where its Dates and undefineds are, by superjson's paths. */
export type Notes = Record<string, Annotation>;

/** A name as a part of such a path. */
export function escapeKey(key: string): string {
  if (!key.includes('.') && !key.includes('\\')) return key;
  return key.replaceAll('\\', '\\\\').replaceAll('.', '\\.');
}

const kept = new WeakMap<object, Notes>();

/** Keeps what was noted of a reply while it was held to its schema, so that nobody has to walk through it once more to write it. */
export function keepNotes(reply: unknown, notes: Notes): void {
  if (typeof reply === 'object' && reply !== null) kept.set(reply, notes);
}

/** The notes of a reply that was held to its schema. */
export function notesOf(reply: object): Notes | undefined {
  return kept.get(reply);
}
