import { type Random, seededRandom } from '../city/random.ts';
import { sendRaw } from './raw-socket.ts';

export interface FuzzOptions {
  readonly port: number;
  readonly host?: string;
  /** How many requests; each goes over a connection of its own. */
  readonly count: number;
  /** The same seed makes the same requests. */
  readonly seed: number;
  /** A good token, so that mutations also reach what is behind the sign-in. */
  readonly token?: string;
  /** How many connections at a time. */
  readonly parallel?: number;
}

export interface FuzzReport {
  readonly sent: number;
  /** How often each status was answered; 0 stands for a connection that ended without an answer. */
  readonly statuses: Readonly<Record<number, number>>;
  /** Requests that were answered with 5xx, at most ten, as they were sent. */
  readonly faults: readonly { readonly status: number; readonly bytes: string }[];
}

/** A request in the parts that are worth breaking one by one. */
interface Template {
  readonly method: string;
  readonly target: string;
  readonly version?: string;
  readonly headers?: readonly string[];
  readonly body?: string;
  readonly chunked?: boolean;
}

/** Stands for the token while a request is mutated: most of the bytes would be the token's. */
const tokenMark = '~TOKEN~';
const signedIn = `Authorization: Bearer ${tokenMark}`;
const report = '"title":"Tap","description":"It drips","category":"plumbing"';
const address = '"address":{"line1":"12 Mill Lane","city":"Riverton","postalCode":"10115"}';
const input = '%7B%22json%22%3A%7B%22limit%22%3A5%7D%7D';
const id = '0123456789abcdef01234567';
const create = '/trpc/homeowner.requests.create';

/** Requests as they should be: each door, each kind of framing. */
const templates: readonly Template[] = [
  { method: 'GET', target: '/healthz' },
  { method: 'GET', target: '/trpc/public.status' },
  { method: 'GET', target: `/trpc/homeowner.requests.list?input=${input}` },
  {
    method: 'GET',
    target: `/trpc/public.status,homeowner.requests.list?batch=1&input=%7B%221%22%3A${input}%7D`,
  },
  {
    method: 'GET',
    target: '/trpc/live.feed?connectionParams=%7B%7D',
    headers: ['Accept: text/event-stream'],
  },
  { method: 'POST', target: create, body: `{"json":{${report},${address}}}` },
  {
    method: 'POST',
    target: `${create}?batch=1`,
    body: `{"0":{"json":{${report},${address}}}}`,
    chunked: true,
  },
  {
    method: 'POST',
    target: '/trpc/homeowner.requests.update',
    body: `{"json":{"id":"${id}","version":1,"title":"Tap"},"meta":{"values":{"line2":["undefined"]},"v":1}}`,
  },
  { method: 'GET', target: '/homeowner/requests?limit=5&status=submitted' },
  {
    method: 'POST',
    target: '/homeowner/requests',
    headers: ['Idempotency-Key: "k-12345678"'],
    body: `{${report},${address}}`,
  },
  {
    method: 'PATCH',
    target: `/homeowner/requests/${id}`,
    body: '{"version":1,"title":"Tap"}',
    chunked: true,
  },
  {
    method: 'OPTIONS',
    target: '/homeowner/requests',
    headers: ['Origin: https://a.b', 'Access-Control-Request-Method: POST'],
  },
  {
    method: 'GET',
    target: '/docs',
    headers: ['Accept: text/html', 'If-None-Match: "x"', 'Range: bytes=0-9'],
  },
  { method: 'GET', target: '/openapi.json', version: 'HTTP/1.0', headers: ['Connection: keep-alive'] },
];

const render = ({ method, target, version = 'HTTP/1.1', headers = [], body, chunked = false }: Template) => {
  const framing =
    body === undefined
      ? []
      : [
          'Content-Type: application/json',
          chunked ? 'Transfer-Encoding: chunked' : `Content-Length: ${body.length}`,
        ];
  const head = [
    `${method} ${target} ${version}`,
    'Host: 127.0.0.1',
    signedIn,
    ...headers,
    ...framing,
    '',
    '',
  ];
  const chunks = `${(body ?? '').length.toString(16)}\r\n${body ?? ''}\r\n0\r\n\r\n`;
  return head.join('\r\n') + (chunked ? chunks : (body ?? ''));
};

/** What has broken servers before: escapes, prototypes, operators, framing, hosts, numbers beyond what fits. */
const spices: readonly string[] = [
  '\0',
  '\r',
  '\n',
  '\r\n',
  '\r\n\r\n',
  '\t',
  ' ',
  '\x7f',
  '\xff\xfe',
  '\xed\xa0\x80',
  '\ufeff',
  '%',
  '%00',
  '%zz',
  '%25',
  '%E0%A4%A',
  '%2e%2e%2f',
  '..',
  '//',
  '\\',
  '?',
  '#',
  ';',
  ',',
  ',,,,,,,,,,,,',
  '__proto__',
  '"__proto__":{"polluted":1},',
  '"constructor":{"prototype":{"polluted":1}},',
  '{"$ne":null}',
  '$where',
  '"meta":{"values":{"a.__proto__.b":["Date"]},"v":1},',
  '"meta":{"values":{"json":[["Error","Date"]]}},',
  'Content-Length: 5\r\n',
  'Content-Length: -1\r\n',
  'Content-Length: 99999999999999999999\r\n',
  'Transfer-Encoding: chunked\r\n',
  'Transfer-Encoding: gzip, chunked\r\n',
  'Content-Encoding: gzip\r\n',
  'Host: a b\r\n',
  'Host: user@x\r\n',
  'Host: [::1\r\n',
  'Host: x:99999\r\n',
  'X-Forwarded-For: 1.2.3.4\r\n',
  'X-Forwarded-Host: a b\r\n',
  'Expect: 100-continue\r\n',
  'Expect: x\r\n',
  'Upgrade: websocket\r\nConnection: Upgrade\r\n',
  'Connection: close\r\n',
  'Authorization: Bearer x\r\n',
  'trpc-accept: application/jsonl\r\n',
  'Last-Event-Id: \x01\r\n',
  'Content-Type: multipart/form-data; boundary=x\r\n',
  'Content-Type: application/json; charset=utf-7\r\n',
  'Accept: application/problem+json\r\n',
  'Range: bytes=-1,0-,9-1\r\n',
  'If-Modified-Since: x\r\n',
  'TRACE',
  'CONNECT x:1',
  'PUT',
  'DELETE',
  'HEAD',
  'QUERY',
  'HTTP/0.9',
  'HTTP/2.0',
  'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
  '1e309',
  '-0',
  '9007199254740993',
  'NaN',
  'null',
  '[[[[[[[[[[[[[[[[',
  '{"a":{"a":{"a":',
  'batch=1',
  'batch=1&batch=2',
  'input=',
];

const pickAt = (random: Random, text: string) => random.int(0, text.length);

type Mutation = (text: string, random: Random) => string;

const mutations: readonly Mutation[] = [
  /** Another byte. */
  (text, random) => {
    const at = pickAt(random, text);
    return text.slice(0, at) + String.fromCharCode(random.int(0, 255)) + text.slice(at + 1);
  },
  /** A bit. */
  (text, random) => {
    const at = random.int(0, Math.max(0, text.length - 1));
    const flipped = (text.charCodeAt(at) || 0) ^ (1 << random.int(0, 7));
    return text.slice(0, at) + String.fromCharCode(flipped & 0xff) + text.slice(at + 1);
  },
  /** Something less. */
  (text, random) => {
    const at = pickAt(random, text);
    return text.slice(0, at) + text.slice(at + random.int(1, 12));
  },
  /** Something twice. */
  (text, random) => {
    const at = pickAt(random, text);
    const again = text.slice(at, at + random.int(1, 40));
    return text.slice(0, at) + again.repeat(random.int(1, 4)) + text.slice(at);
  },
  /** Something that has broken servers before. */
  (text, random) => {
    const at = pickAt(random, text);
    return text.slice(0, at) + random.pick(spices) + text.slice(at);
  },
  /** The same, as a header of its own or at the end of a value. */
  (text, random) => {
    const line = text.indexOf('\r\n');
    const at = random.int(0, 1) === 0 ? line + 2 : line;
    return line < 0 ? text : text.slice(0, at) + random.pick(spices) + text.slice(at);
  },
  /** Cut off. */
  (text, random) => text.slice(0, pickAt(random, text)),
];

const mutatedText = (text: string, random: Random) => {
  let changed = text;
  const times = random.int(1, 4);
  for (let time = 0; time < times; time += 1) changed = random.pick(mutations)(changed, random);
  return changed;
};

/** In a request line and in a header these would only end it; there are mutations of the whole for that. */
const inLine = (text: string) => text.replace(/[\0-\x20\x7f]/g, '+');

/** Makes one request: broken anywhere, or well framed around a broken target, header or body. */
export const mutated = (random: Random, token: string): Buffer => {
  const template = random.pick(templates);
  const { target, headers = [], body } = template;
  const part = random.int(0, 3);
  let text: string;
  if (part === 0) text = mutatedText(render(template), random);
  else if (part === 1)
    text = render({ ...template, target: `/${inLine(mutatedText(target.slice(1), random))}` });
  else if (part === 2 && body !== undefined) text = render({ ...template, body: mutatedText(body, random) });
  else text = render({ ...template, headers: [...headers, random.pick(spices).replace(/[\0\r\n]+/g, '')] });
  return Buffer.from(text.replaceAll(tokenMark, token), 'latin1');
};

/** Sends mutated requests over raw sockets and counts what comes back. A 5xx is a fault of the server's. */
export const fuzzRaw = async (options: FuzzOptions): Promise<FuzzReport> => {
  const { port, host = '127.0.0.1', count, seed, token = 'a.b.c', parallel = 32 } = options;
  const random = seededRandom(seed);
  const statuses: Record<number, number> = {};
  const faults: { status: number; bytes: string }[] = [];
  let sent = 0;

  const one = async () => {
    while (sent < count) {
      sent += 1;
      const bytes = mutated(random, token);
      // Half a request is waited for by the server, and by us only so long.
      const answer = await sendRaw(bytes, { port, host, quietMs: 5, timeoutMs: 400 });
      for (const status of answer.statuses.length > 0 ? answer.statuses : [0]) {
        statuses[status] = (statuses[status] ?? 0) + 1;
        if (status >= 500 && faults.length < 10) faults.push({ status, bytes: bytes.toString('latin1') });
      }
    }
  };
  await Promise.all(Array.from({ length: parallel }, one));
  return { sent, statuses, faults };
};
