import type * as z from 'zod/mini';

/**
 * What is wrong with a field, in the words of a person at a desk; the same on the server and in a form.
 * Give it to `z.config({ customError: fieldWords })`. A schema's own message, such as a pattern's, comes first.
 */
export const fieldWords = (issue: z.core.$ZodRawIssue): string | undefined => {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined || issue.input === null
        ? 'Fill this in'
        : expected(String(issue.expected));
    case 'too_small':
      return issue.input === '' ? 'Fill this in' : bound(issue.origin, 'at least', issue.minimum);
    case 'too_big':
      return bound(issue.origin, 'at most', issue.maximum);
    case 'invalid_value':
      return 'Choose one of the options';
    case 'invalid_format':
      return 'This is not in the right form';
    case 'invalid_union':
      if ('discriminator' in issue) return 'Choose one of the options';
      return issue.input === undefined || issue.input === null ? 'Fill this in' : undefined;
    default:
      return undefined;
  }
};

const kinds: Readonly<Record<string, string>> = {
  string: 'Send text here',
  number: 'Send a number here',
  int: 'Send a whole number here',
  boolean: 'Send true or false here',
  date: 'Send a date here',
  array: 'Send a list here',
  object: 'Send an object here',
};

const expected = (kind: string) => kinds[kind] ?? 'This does not fit here';

const bound = (origin: string, side: 'at least' | 'at most', limit: number | bigint) => {
  if (origin === 'string') return `Use ${side} ${limit} characters`;
  if (origin === 'array') return `Give ${side} ${limit}`;
  if (origin === 'date') {
    const day = new Date(Number(limit)).toISOString().slice(0, 10);
    return side === 'at least' ? `Must be ${day} or later` : `Must be ${day} or earlier`;
  }
  return `Must be ${side} ${limit}`;
};
