import type { Random } from '../city/random.ts';

/** A request as the bytes that a good client sends. */
export interface Sound {
  readonly method: string;
  readonly path: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: string;
}

/** What calls of all kinds look like, for mutation. They name no record that exists. */
export function soundRequests(token: string): Sound[] {
  const common = [
    ['Host', 'localhost'],
    ['Connection', 'close'],
    ['Authorization', `Bearer ${token}`],
  ] as const;
  const get = (path: string): Sound => ({ method: 'GET', path, headers: common, body: '' });
  const send = (method: string, path: string, value: unknown): Sound => ({
    method,
    path,
    headers: [...common, ['Content-Type', 'application/json']],
    body: JSON.stringify(value),
  });
  const id = 'abcdef0123456789abcdef01';
  const input = (value: unknown) => encodeURIComponent(JSON.stringify(value));
  const report = {
    title: 'Dripping tap',
    description: 'All night\nlong',
    category: 'plumbing',
    address: { line1: '1 Chaos Street', city: 'Nowhere', postalCode: '00000' },
  };
  return [
    get('/trpc/public.status'),
    get(`/trpc/homeowner.requests.list?input=${input({ json: { limit: 2, status: 'submitted' } })}`),
    get(`/trpc/public.status,homeowner.requests.get?batch=1&input=${input({ 1: { json: { id } } })}`),
    get('/trpc/live.feed'),
    get('/homeowner/requests?limit=2&status=submitted'),
    get(`/homeowner/requests/${id}`),
    get('/categories'),
    get('/healthz'),
    get('/openapi.json'),
    get('/'),
    { ...get('/trpc/homeowner.requests.create'), method: 'OPTIONS' },
    send('POST', '/trpc/homeowner.requests.update', {
      json: { id, version: 1, title: 'Tap', commandKey: 'fuzz-key-0001' },
    }),
    send('POST', '/trpc/homeowner.requests.cancel', {
      json: { id, reason: 'Gone', at: '2026-01-01T00:00:00.000Z' },
      meta: { values: { at: ['Date'] } },
    }),
    send('POST', '/trpc/homeowner.requests.create?batch=1', {
      0: { json: { ...report, category: 'no-such-thing' } },
    }),
    send('POST', '/homeowner/requests', { ...report, category: 'no-such-thing' }),
    send('PATCH', `/homeowner/requests/${id}`, { title: 'Tap', version: 1 }),
    send('POST', `/homeowner/requests/${id}/cancel`, { reason: 'Gone' }),
  ];
}

/** Texts that have broken somebody's server. */
const nasty: readonly string[] = [
  '__proto__',
  'constructor',
  'prototype',
  '"__proto__":{"polluted":1}',
  '{"constructor":{"prototype":{"polluted":1}}}',
  '{"$ne":null}',
  '%00',
  '%',
  '%E0%A4%A',
  '%2e%2e%2f',
  '/../',
  '//',
  '\0',
  '\r\n',
  '\n',
  '\r\n\r\n',
  '\t',
  ' ',
  '\x7f',
  '\xff\xfe',
  'ä€😀',
  '\u2028',
  ',',
  ',,,,,,,,,,,,',
  '&batch=1',
  '?',
  '#',
  ';',
  'null',
  '[]',
  '{}',
  '-1',
  '1e999',
  '99999999999999999999',
  'NaN',
  '"',
  '\\',
  '\\u0000',
  '\\ud800',
  '[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[',
  '{"a":'.repeat(60),
  '{"json":{},"meta":{"values":["map"]}}',
  '"meta":{"values":{"__proto__.x":["Date"]}}',
  '"meta":{"referentialEqualities":[["a"]]}',
  'A'.repeat(3_000),
  'A'.repeat(20_000),
];

const methods = [
  'GET',
  'POST',
  'PUT',
  'PATCH',
  'DELETE',
  'HEAD',
  'OPTIONS',
  'TRACE',
  'CONNECT',
  'get',
  'PROPFIND',
  'G ET',
  '',
];
const headerLines = [
  'Host: a b',
  'Host: user@x',
  'Host: x:99999',
  'Host: [::1',
  'Host:',
  'Content-Length: 5',
  'Content-Length: -1',
  'Content-Length: 99999999',
  'Transfer-Encoding: chunked',
  'Transfer-Encoding: chunked, identity',
  'Transfer-Encoding:\tchunked',
  'Content-Type: text/plain',
  'Content-Type: application/json\ta',
  'Content-Type: multipart/form-data; boundary=x',
  'Content-Type: application/json; charset=utf-16',
  'Content-Encoding: gzip',
  'Expect: 100-continue',
  'Upgrade: websocket',
  'Connection: keep-alive, Upgrade, HTTP2-Settings',
  'Accept: text/event-stream',
  'trpc-accept: application/jsonl',
  'Authorization: Basic x',
  'Authorization: Bearer a.b.c',
  'Cookie: a=b; __proto__=c',
  'Origin: null',
  'X-Forwarded-For: 1.1.1.1, ::1, x',
  'Idempotency-Key: fuzz',
  'If-Match: *',
  'Range: bytes=0-',
  '__proto__: x',
  ': empty',
  'no colon',
];

/** Bends a sound request in one to three ways, on every level: bytes, lines, path, body. */
export function mutate(sound: Sound, random: Random): Buffer {
  let { method, path, headers, body } = sound;
  const raw: string[] = [];
  let chunked = false;
  let afterwards: ((bytes: Buffer) => Buffer)[] = [];
  for (let times = random.int(1, 3); times > 0; times -= 1) {
    switch (random.int(0, 10)) {
      case 0:
        method = random.pick(methods);
        break;
      case 1:
        path = insert(path, random.pick(nasty), random);
        break;
      case 2:
        path = random.pick([
          path.toUpperCase(),
          `${path}/`,
          `//x${path}`,
          `http://x${path}`,
          '*',
          '',
          path.slice(1),
        ]);
        break;
      case 3:
      case 4:
        body = insert(body, random.pick(nasty), random);
        break;
      case 5:
        body = random.pick(nasty);
        break;
      case 6:
        headers = headers.map(([name, value]) =>
          random.next() < 0.3 ? [name, insert(value, random.pick(nasty), random)] : [name, value],
        );
        break;
      case 7:
        headers = headers.filter(() => random.next() < 0.7);
        break;
      case 8:
        raw.push(random.pick(headerLines));
        break;
      case 9:
        chunked = true;
        break;
      default:
        afterwards = [...afterwards, (bytes) => bend(bytes, random)];
    }
  }
  const payload = chunked ? chunks(body, random) : body;
  const framing = chunked
    ? ['Transfer-Encoding: chunked']
    : body === ''
      ? []
      : [`Content-Length: ${Buffer.byteLength(payload, 'utf8')}`];
  const lines = [
    `${method} ${path} HTTP/1.1`,
    ...headers.map(([name, value]) => `${name}: ${value}`),
    ...framing,
    ...raw,
    '',
    payload,
  ];
  return afterwards.reduce((bytes, step) => step(bytes), Buffer.from(lines.join('\r\n'), 'utf8'));
}

function insert(text: string, what: string, random: Random): string {
  const at = random.int(0, text.length);
  const removed = random.next() < 0.5 ? 0 : random.int(0, 8);
  return text.slice(0, at) + what + text.slice(at + removed);
}

function chunks(body: string, random: Random): string {
  const size =
    random.next() < 0.8
      ? Buffer.byteLength(body).toString(16)
      : random.pick(['ffffffffff', '-1', 'x', '0x1', '1;a=b']);
  return `${size}\r\n${body}\r\n${random.next() < 0.9 ? '0\r\n\r\n' : ''}`;
}

/** Works on the bytes alone, without knowing what they mean. */
function bend(bytes: Buffer, random: Random): Buffer {
  const at = random.int(0, Math.max(0, bytes.length - 1));
  const to = Math.min(bytes.length, at + random.int(1, 40));
  switch (random.int(0, 5)) {
    case 0: {
      const flipped = Buffer.from(bytes);
      if (flipped.length > 0) flipped.writeUInt8(flipped.readUInt8(at) ^ (1 << random.int(0, 7)), at);
      return flipped;
    }
    case 1:
      return Buffer.concat([bytes.subarray(0, at), bytes.subarray(to)]);
    case 2:
      return Buffer.concat([bytes.subarray(0, to), bytes.subarray(at)]);
    case 3:
      return Buffer.concat([
        bytes.subarray(0, at),
        Buffer.from(random.hex(random.int(1, 20)), 'hex'),
        bytes.subarray(at),
      ]);
    case 4:
      return bytes.subarray(0, at);
    default:
      // A second one on the same connection.
      return Buffer.concat([bytes, bytes.subarray(0, to)]);
  }
}
