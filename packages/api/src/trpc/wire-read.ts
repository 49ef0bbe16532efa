import { TRPCError } from '@trpc/server';

// superjson itself would follow any path and build any of its types: 83 bytes of input made 1.2 GB of buffers.
// So this reads two annotations only, within these bounds, and never creates a property that JSON did not have.
const MAX_PATHS = 100;
const MAX_DEPTH = 32;
const MAX_PATH_LENGTH = 2_000;

/** Exactly what `Date.prototype.toISOString` writes, years beyond 9999 included. */
const ISO_DATE = /^(?:\d{4}|[+-]\d{6})-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

const known: ReadonlySet<string> = new Set(['values', 'v', 'referentialEqualities']);

type Container = Record<string, unknown>;

/**
 * Reads superjson's envelope from a client, in place: the argument is fresh from JSON.parse and owned by the call.
 * Anything beyond plain JSON, Dates and undefined is a BAD_REQUEST, which tRPC and REST answer with 400.
 *
 * superjson also notes which parts of an input are one object. It writes all of them out (unless it is told to dedupe), so nothing is
 * missing without that note, which is passed over unread: what a few bytes of it could ask for is never done.
 */
export function readWire(envelope: unknown): unknown {
  if (!isContainer(envelope) || !Object.hasOwn(envelope, 'json'))
    throw refused('it is not an object with "json"');
  for (const key in envelope)
    if (key !== 'json' && key !== 'meta') throw refused('its envelope has unknown keys');
  const { json, meta } = envelope;
  refuseDepth(json, MAX_DEPTH);
  if (meta === undefined) return json;
  if (!isContainer(meta) || meta['v'] !== 1) throw refused('"meta" is not version 1');
  for (const key in meta) if (!known.has(key)) throw refused('only "values" may annotate it');
  const { values } = meta;
  if (values === undefined) return json;
  if (Array.isArray(values)) return revive(json, values);
  if (!isContainer(values)) throw refused('"meta.values" is neither a list nor an object');
  let paths = 0;
  for (const path in values) {
    if (++paths > MAX_PATHS) throw refused('it has more than 100 annotations');
    apply(json, path, values[path]);
  }
  return json;
}

/** No input of ours is so deep: it would only wear out whoever walks it. Unknown keys, __proto__ too, are for the schema to name. */
function refuseDepth(value: unknown, depth: number): void {
  if (typeof value !== 'object' || value === null) return;
  if (depth === 0) throw refused('it is nested too deeply');
  for (const inner of Array.isArray(value) ? value : Object.values(value)) refuseDepth(inner, depth - 1);
}

function apply(root: unknown, path: string, annotation: unknown): void {
  const segments = parsePath(path);
  const last = segments.pop() ?? '';
  let parent = root;
  for (const segment of segments) parent = ownProperty(parent, segment)[segment];
  const holder = ownProperty(parent, last);
  holder[last] = revive(holder[last], annotation);
}

/** The container, once it is certain that `key` is its own data: never an inherited name, never a new index. */
function ownProperty(value: unknown, key: string): Container {
  if (typeof value !== 'object' || value === null || value instanceof Date)
    throw refused('a path leads nowhere');
  if (key === '__proto__' || key === 'constructor' || key === 'prototype')
    throw refused('a path is not allowed');
  if (!Object.hasOwn(value, key) || (Array.isArray(value) && key === 'length'))
    throw refused('a path leads nowhere');
  return value as Container;
}

function revive(value: unknown, annotation: unknown): unknown {
  if (!Array.isArray(annotation) || annotation.length !== 1)
    throw refused('an annotation is not a single type');
  if (annotation[0] === 'undefined') {
    if (value !== null) throw refused('an undefined value is not written as null');
    return undefined;
  }
  if (annotation[0] !== 'Date') throw refused('only "Date" and "undefined" annotations are read');
  if (typeof value !== 'string' || !ISO_DATE.test(value)) throw refused('a date is not an ISO string');
  const date = new Date(value);
  // The round trip catches what Date rolls over in silence: 30 February, hour 24.
  if (Number.isNaN(date.getTime()) || date.toISOString() !== value) throw refused('a date does not exist');
  return date;
}

/** superjson's path syntax, version 1: dots part the segments, a backslash escapes a dot or a backslash. */
function parsePath(path: string): string[] {
  if (path.length > MAX_PATH_LENGTH) throw refused('a path is too long');
  if (!path.includes('\\')) {
    const segments = path.split('.', MAX_DEPTH + 1);
    if (segments.length > MAX_DEPTH) throw refused('a path is too deep');
    return segments;
  }
  const segments: string[] = [];
  let segment = '';
  for (let index = 0; index < path.length; index++) {
    const char = path.charAt(index);
    if (char === '.') {
      segments.push(segment);
      segment = '';
    } else if (char === '\\') {
      const escaped = path.charAt(++index);
      if (escaped !== '.' && escaped !== '\\') throw refused('a path is malformed');
      segment += escaped;
    } else {
      segment += char;
    }
  }
  segments.push(segment);
  if (segments.length > MAX_DEPTH) throw refused('a path is too deep');
  return segments;
}

function isContainer(value: unknown): value is Container {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function refused(reason: string): TRPCError {
  return new TRPCError({ code: 'BAD_REQUEST', message: `The input cannot be read: ${reason}` });
}
