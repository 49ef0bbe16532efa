import * as z from 'zod/mini';

// Control characters are never wanted in stored text; a paragraph keeps tab, line feed and carriage return.
const lineCharacters = /^[^\x00-\x1f\x7f]*$/;
const paragraphCharacters = /^[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f]*$/;

// A lone surrogate can't be stored as UTF-8: the database would silently replace it.
const wellFormed = z.refine<string>((text) => text.isWellFormed(), 'contains a broken character');

const bytesPerCharacter = 1.5;
const utf8 = new TextEncoder();

// A record is stored in bytes: long text may use one and a half for each character of its limit, in any script.
const fitsInBytes = (max: number) =>
  z.refine<string>(
    (text) =>
      text.length * 3 <= max * bytesPerCharacter || utf8.encode(text).length <= max * bytesPerCharacter,
    'is too long for its script',
  );

/** One line of text, trimmed, `min` to `max` characters long (code points, as zod and JSON Schema count them; each is at most 4 bytes). */
export const line = (min: number, max: number) =>
  z
    .string()
    .check(
      z.trim(),
      z.minLength(min),
      z.maxLength(max),
      z.regex(lineCharacters, 'must be one line without control characters'),
      wellFormed,
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
      wellFormed,
      fitsInBytes(max),
    );
