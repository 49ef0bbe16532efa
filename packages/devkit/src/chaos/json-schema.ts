/** A JSON schema node, or any other JSON object. */
export type Json = Readonly<Record<string, unknown>>;

export const isJson = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const nodes = (value: unknown): Json[] => (Array.isArray(value) ? value.filter(isJson) : []);

/** Where a string may stand: the names that lead to it; `0` stands for the first item of an array. */
export type Path = readonly string[];

/** Follows `$ref` within a document and joins `allOf`. */
function resolve(node: Json, root: Json): Json {
  const ref = node['$ref'];
  if (typeof ref === 'string') {
    const found = ref
      .slice(2)
      .split('/')
      .reduce<unknown>((holder, name) => (isJson(holder) ? holder[name] : undefined), root);
    return isJson(found) ? resolve(found, root) : {};
  }
  return nodes(node['allOf']).reduce<Json>((all, part) => ({ ...resolve(part, root), ...all }), node);
}

const options = (node: Json): Json[] => [...nodes(node['anyOf']), ...nodes(node['oneOf'])];

/** The paths of all strings in a schema, enumerations and constants too. */
export function stringPaths(given: Json, root: Json = given, path: Path = []): Path[] {
  const node = resolve(given, root);
  const found: Path[] = options(node).flatMap((option) => stringPaths(option, root, path));
  const types = Array.isArray(node['type']) ? node['type'] : [node['type']];
  if (types.includes('string')) found.push(path);
  const { properties, items } = node;
  for (const [name, child] of Object.entries(isJson(properties) ? properties : {}))
    if (isJson(child)) found.push(...stringPaths(child, root, [...path, name]));
  if (isJson(items)) found.push(...stringPaths(items, root, [...path, '0']));
  const seen = new Set<string>();
  return found.filter((one) => !seen.has(one.join('\0')) && seen.add(one.join('\0')));
}

/** Tried in turn where a pattern has to be met. */
const texts = [
  'Something is broken',
  'abcdef0123456789abcdef01',
  'abcdef0123456789abcdef0123456789abcd',
  'plumbing',
  '00000',
  'US',
  'EUR',
  '881f1d48b1fffff',
  'chaos-key-0001',
  'PM-01234567',
  '2027-01-01T00:00:00.000Z',
  '2026-01-01',
  'Europe/Berlin',
  'FREQ=YEARLY',
  'chaos@example.org',
  'https://example.org/',
];

/** A value that a schema allows: required fields, and what lies on the way to `include`. */
export function sampleOf(given: Json, root: Json = given, include: Path = []): unknown {
  const node = resolve(given, root);
  const some = options(node).filter((option) => resolve(option, root)['type'] !== 'null');
  // What JSON has no form for, such as a Date, is an option without a type.
  const first = some.find((option) => Object.keys(resolve(option, root)).length > 0) ?? some[0];
  if (first !== undefined) return sampleOf(first, root, include);
  if ('const' in node) return node['const'];
  if (Array.isArray(node['enum'])) return node['enum'][0] as unknown;
  const [type] = Array.isArray(node['type']) ? node['type'] : [node['type']];
  switch (type) {
    case 'object':
      return sampleObject(node, root, include);
    case 'array': {
      const { items } = node;
      const wanted = include.length > 0 || Number(node['minItems'] ?? 0) > 0;
      return wanted && isJson(items) ? [sampleOf(items, root, include.slice(1))] : [];
    }
    case 'string':
      return texts.find((text) => fits(text, node)) ?? texts[0];
    case 'number':
    case 'integer':
      return Math.max(Number(node['minimum'] ?? 1), 1);
    case 'boolean':
      return false;
    default:
      return null;
  }
}

function sampleObject(node: Json, root: Json, [next, ...rest]: Path): Json {
  const properties = isJson(node['properties']) ? node['properties'] : {};
  const required = new Set(Array.isArray(node['required']) ? node['required'] : []);
  const wanted = Object.entries(properties).filter(([name]) => required.has(name) || name === next);
  return Object.fromEntries(
    wanted.map(([name, child]) => [
      name,
      isJson(child) ? sampleOf(child, root, name === next ? rest : []) : null,
    ]),
  );
}

const isTime = /^\d{4}-\d\d-\d\dT/;

function fits(text: string, node: Json): boolean {
  const patterns = [node, ...nodes(node['allOf'])].flatMap(({ pattern }) =>
    typeof pattern === 'string' ? [new RegExp(pattern, 'u')] : [],
  );
  return (
    text.length >= Number(node['minLength'] ?? 0) &&
    text.length <= Number(node['maxLength'] ?? Number.POSITIVE_INFINITY) &&
    patterns.every((pattern) => pattern.test(text)) &&
    (node['format'] !== 'date-time' || isTime.test(text))
  );
}

/** `input` with `value` at `path`; what is missing on the way there is made. */
export function withValueAt(input: unknown, path: Path, value: unknown): unknown {
  const [name, ...rest] = path;
  if (name === undefined) return value;
  if (name === '0') return [withValueAt(Array.isArray(input) ? input[0] : undefined, rest, value)];
  const holder = isJson(input) ? input : {};
  return { ...holder, [name]: withValueAt(holder[name], rest, value) };
}
