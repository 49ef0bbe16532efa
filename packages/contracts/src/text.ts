import * as z from 'zod/mini';

// Control characters are never wanted in stored text, nor marks that turn the order of what follows (they make one
// text look like another); a paragraph keeps tab, line feed and carriage return.
const lineCharacters = /^[^\x00-\x1f\x7f\u2028\u2029\u202a-\u202e\u2066-\u2069]*$/;
const paragraphCharacters = /^[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069]*$/;

// Spaces of no width and the like: a title of nothing else could not be seen in a list.
const visible = (min: number) =>
  z.refine<string>(
    (text) => min === 0 || text === '' || /[\p{L}\p{N}\p{P}\p{S}]/u.test(text),
    'has nothing that can be seen',
  );

// A lone surrogate can't be stored as UTF-8: the database would silently replace it.
const wellFormed = z.refine<string>((text) => text.isWellFormed(), 'contains a broken character');

const utf8 = new TextEncoder();

// A record is stored in bytes: text may use so many for each character of its limit, in any script. A script that takes three bytes a
// character says more with each.
const bytesPerCharacter = { line: 2, paragraph: 1.5 } as const;
const fitsInBytes = (most: number) =>
  z.refine<string>(
    (text) => text.length * 3 <= most || utf8.encode(text).length <= most,
    'is too long for its script',
  );

/** One line of text, trimmed, `min` to `max` characters long (code points, as zod and JSON Schema count them) and at most 2 x `max` bytes of UTF-8. */
export const line = (min: number, max: number) =>
  z
    .string()
    .check(
      z.trim(),
      z.minLength(min),
      z.maxLength(max),
      z.regex(lineCharacters, 'must be one line without control characters'),
      visible(min),
      wellFormed,
      fitsInBytes(max * bytesPerCharacter.line),
    );

/** Text that may hold line breaks, trimmed, `min` to `max` characters long and at most 1.5 x `max` bytes of UTF-8. */
export const paragraph = (min: number, max: number) =>
  z
    .string()
    .check(
      z.trim(),
      z.minLength(min),
      z.maxLength(max),
      z.regex(paragraphCharacters, 'must not contain control characters'),
      visible(min),
      wellFormed,
      fitsInBytes(max * bytesPerCharacter.paragraph),
    );
