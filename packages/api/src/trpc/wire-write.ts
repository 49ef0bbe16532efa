import { type Annotation, DATE, escapeKey, type Notes, notesOf, UNDEFINED } from './wire-notes.ts';

/** superjson's envelope, as far as this platform uses it. */
export interface Wire {
  readonly json: unknown;
  readonly meta?: {
    readonly values: Annotation | Notes;
    readonly v: 1;
  };
}

// A cycle ends here too: cheaper than remembering every object on the way down.
const MAX_DEPTH = 100;

/** Where the walk is, and what it found so far. `prefix` ends with a dot: a leaf's path is one concatenation. */
interface Walk {
  values: Notes;
  prefix: string;
  depth: number;
}

/**
 * Writes superjson's envelope for plain data and Dates without copying: `json` is the value itself, because
 * `JSON.stringify` writes a Date exactly as superjson does. Only where the Dates and undefineds are is collected.
 * Shared references are written out each time (superjson notes them only to restore identity). -0 becomes 0.
 * Throws a TypeError for what JSON cannot carry: a procedure that returns it is a bug of ours, so a 500.
 */
export function writeWire(value: unknown): Wire {
  if (value === undefined) return { json: null, meta: { values: UNDEFINED, v: 1 } };
  if (value instanceof Date) {
    if (Number.isNaN(value.getTime())) throw unwritable('an invalid Date', '');
    return { json: value, meta: { values: DATE, v: 1 } };
  }
  if (typeof value !== 'object' || value === null) {
    if (!isScalar(value)) throw unwritable(nameOf(value), '');
    return { json: value };
  }
  const notes = notesOf(value) ?? scanned(value);
  return isEmpty(notes) ? { json: value } : { json: value, meta: { values: notes, v: 1 } };
}

function scanned(value: object): Notes {
  const walk: Walk = { values: {}, prefix: '', depth: 0 };
  scan(value, walk);
  return walk.values;
}

function isEmpty(notes: Notes): boolean {
  for (const _ in notes) return false;
  return true;
}

function scan(container: object, walk: Walk): void {
  if (walk.depth === MAX_DEPTH) throw unwritable('nesting deeper than 100 levels, or a cycle,', walk.prefix);
  if (Array.isArray(container)) {
    for (let index = 0; index < container.length; index++) {
      const value: unknown = container[index];
      if (value === null || typeof value === 'string') continue;
      visit(value, String(index), walk);
    }
    return;
  }
  const prototype: unknown = Object.getPrototypeOf(container);
  if (prototype !== Object.prototype && prototype !== null) throw unwritable('a class instance', walk.prefix);
  const record = container as Readonly<Record<string, unknown>>;
  for (const key of Object.keys(record)) {
    if (key === '__proto__' || key === 'constructor' || key === 'prototype') {
      throw unwritable(`the key ${key}`, walk.prefix);
    }
    const value = record[key];
    if (value === null || typeof value === 'string') continue;
    visit(value, key, walk);
  }
}

function visit(value: unknown, key: string, walk: Walk): void {
  if (value === undefined) {
    note(key, UNDEFINED, walk);
  } else if (typeof value !== 'object' || value === null) {
    if (!isScalar(value)) throw unwritable(nameOf(value), walk.prefix + escapeKey(key));
  } else if (value instanceof Date) {
    if (Number.isNaN(value.getTime())) throw unwritable('an invalid Date', walk.prefix + escapeKey(key));
    note(key, DATE, walk);
  } else {
    const { prefix } = walk;
    walk.prefix = `${prefix}${escapeKey(key)}.`;
    walk.depth++;
    scan(value, walk);
    walk.depth--;
    walk.prefix = prefix;
  }
}

function note(key: string, annotation: Annotation, walk: Walk): void {
  walk.values[walk.prefix + escapeKey(key)] = annotation;
}

/** What JSON can carry without a note. */
function isScalar(value: unknown): boolean {
  if (typeof value === 'number') return Number.isFinite(value);
  return typeof value === 'string' || typeof value === 'boolean' || value === null;
}

function nameOf(value: unknown): string {
  return typeof value === 'number' ? String(value) : `a ${typeof value}`;
}

function unwritable(what: string, path: string): TypeError {
  return new TypeError(`A reply cannot carry ${what} (at "${path.slice(0, 200)}")`);
}
