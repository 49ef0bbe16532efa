import { echo, type Issue, mostIssues } from './issue.ts';
import { itemsOf, type JsonSchema, propertiesOf } from './json-schema.ts';

/** A body as it was read: its value, or what is wrong with it before any schema looked. */
export type Body = { value: unknown } | { faults: Issue[] };

const deepest = 32;
const isJson = /^application\/(?:[\w.+-]+\+)?json\s*(?:;|$)/i;

const fault = (type: string, msg: string, rest: Partial<Issue> = {}): { faults: Issue[] } => ({
  faults: [{ type, loc: ['body'], msg, ...rest }],
});
const missing = () => fault('missing', 'Field required', { input: null });
const notAnObject = (input: unknown) =>
  fault(
    'model_attributes_type',
    'Input should be a valid dictionary or object to extract fields from',
    echo(input),
  );
const notJson = (position: number, error: string) =>
  fault('json_invalid', 'JSON decode error', { loc: ['body', position], input: {}, ctx: { error } });

const decoder = new TextDecoder('utf-8', { fatal: true });

/** Reads a body as FastAPI does: JSON, also without a content type; any other type is no object. */
export const readBody = (bytes: Buffer, contentType: string | undefined): Body => {
  if (bytes.length === 0) return missing();
  let text: string;
  try {
    text = decoder.decode(bytes);
  } catch {
    return notJson(0, 'The body is not UTF-8');
  }
  if (contentType !== undefined && !isJson.test(contentType)) return notAnObject(text);
  try {
    return judge(JSON.parse(text));
  } catch (error) {
    return notJson(positionIn(error, text), 'Invalid JSON');
  }
};

/** V8 tells the position in words, except at the very end and in very short texts. */
const positionIn = (error: unknown, text: string): number => {
  const message = error instanceof Error ? error.message : '';
  const [, position] = /at position (\d+)/.exec(message) ?? [];
  if (position !== undefined) return Number(position);
  const [, token] = /^Unexpected token '(.)'/su.exec(message) ?? [];
  return token === undefined ? text.length : Math.max(0, text.indexOf(token));
};

const judge = (value: unknown): Body => {
  if (value === null) return missing();
  if (typeof value !== 'object' || Array.isArray(value)) return notAnObject(value);
  const faults: Issue[] = [];
  findForbidden(value, ['body'], faults);
  return faults.length > 0 ? { faults } : { value };
};

/** Database operators, paths and prototypes: no field of ours is named like these, so nobody sends them by mistake. */
export const allowedKey = '^(?!(?:__proto__|constructor|prototype)$)[^$.]*$';
const allowed = new RegExp(allowedKey);
export const isForbiddenKey = (key: string) => !allowed.test(key);

const findForbidden = (value: unknown, loc: Issue['loc'], faults: Issue[]): void => {
  if (typeof value !== 'object' || value === null || faults.length >= mostIssues) return;
  if (loc.length > deepest) {
    faults.push({ type: 'recursion_loop', loc: ['body'], msg: 'Input is nested too deeply' });
    return;
  }
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) findForbidden(item, [...loc, index], faults);
    return;
  }
  for (const [key, inner] of Object.entries(value)) {
    if (!isForbiddenKey(key)) findForbidden(inner, [...loc, key], faults);
    else if (faults.length < mostIssues) faults.push(forbidden([...loc, key], inner));
  }
};

export const forbidden = (loc: Issue['loc'], input: unknown): Issue => ({
  type: 'extra_forbidden',
  loc,
  msg: 'Extra inputs are not permitted',
  ...echo(input),
});

/**
 * What the schema knows of a value, as Pydantic would have kept it: unknown keys go, and so does the null of a field
 * that may be left out. Everything else stays as it was sent, for the procedure to judge.
 */
export const knownOf = (schema: JsonSchema, value: unknown): unknown => {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    const items = itemsOf(schema);
    return items ? value.map((item) => knownOf(items, item)) : value;
  }
  const properties = propertiesOf(schema);
  if (!properties) return value;
  const kept = Object.entries(properties).flatMap(([name, inner]) => {
    const field: unknown = Object.hasOwn(value, name) ? Reflect.get(value, name) : undefined;
    const leftOut = field === undefined || (field === null && !schema.required?.includes(name));
    return leftOut ? [] : [[name, knownOf(inner, field)] as const];
  });
  return Object.fromEntries(kept);
};
