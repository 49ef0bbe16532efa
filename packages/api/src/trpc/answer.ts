import * as z from 'zod/mini';
import { partOf } from './fits.ts';
import { keepNotes, type Notes } from './wire-notes.ts';

/**
 * For `.output()`: what a procedure answers is held to its schema and sent as it is. A reply that zod would have to change is what zod
 * makes of it; one that breaks the schema is a fault of ours, which tRPC answers with 500.
 */
export const answer = <Schema extends z.core.$ZodType>(schema: Schema) => {
  const { fits } = partOf(schema);
  const isAnswer = (value: unknown): value is z.output<Schema> => {
    const notes: Notes = {};
    if (!fits(value, '', notes)) return false;
    keepNotes(value, notes);
    return true;
  };
  return Object.assign(
    (value: unknown): z.output<Schema> => (isAnswer(value) ? value : z.parse(schema, value)),
    { schema },
  );
};
