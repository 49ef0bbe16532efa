import type { InjectOptions } from 'fastify';
import { errorCodes, metas } from './both-plugins.fixture.ts';

const JSON_TYPE = { 'content-type': 'application/json' };

export function query(path: string, input?: unknown, more: Partial<InjectOptions> = {}): InjectOptions {
  const search = input === undefined ? '' : `?input=${encodeURIComponent(JSON.stringify(input))}`;
  return { method: 'GET', url: `/trpc/${path}${search}`, ...more };
}

export function batch(path: string, inputs?: unknown, more: Partial<InjectOptions> = {}): InjectOptions {
  const search = inputs === undefined ? '' : `&input=${encodeURIComponent(JSON.stringify(inputs))}`;
  return { method: 'GET', url: `/trpc/${path}?batch=1${search}`, ...more };
}

export function post(path: string, body: unknown, more: Partial<InjectOptions> = {}): InjectOptions {
  const payload = typeof body === 'string' ? body : JSON.stringify(body);
  return { method: 'POST', url: `/trpc/${path}`, headers: JSON_TYPE, payload, ...more };
}

function get(url: string): InjectOptions {
  return { method: 'GET', url };
}

/** The same requests to a router without a transformer (`wire` is the identity) and with superjson. */
export function table(wire: (value: unknown) => unknown): Record<string, InjectOptions> {
  const rows: Record<string, InjectOptions> = {
    query: query('ping'),
    'query with an input': query('greet', wire({ name: 'Olivia' })),
    'query, non-ASCII': query('greet', wire({ name: 'Zoë 日本' })),
    'query, spaces as plus': get(
      `/trpc/greet?input=${new URLSearchParams([['x', JSON.stringify(wire({ name: 'a b+c' }))]]).toString().slice(2)}`,
    ),
    'query with a date': query('later', wire(new Date(5))),
    'query, nested': query('city.street.house'),
    'query, lazy router': query('slow.door'),
    'query, lazy router, unknown leaf': query('slow.window'),
    'query, undefined output': query('nothing'),
    'query, null output': query('none'),
    'query, date output': query('date'),
    'query, bigint output': query('big'),
    'query, input missing': query('greet'),
    'query, input refused': query('greet', wire({ name: 'far too long a name' })),
    'query, input is null': query('greet', null),
    'query, input is an array': query('greet', [1]),
    'query, empty input': get('/trpc/greet?input='),
    'query, malformed input': get('/trpc/greet?input=%7Bname'),
    'query, malformed escape in input': get('/trpc/greet?input=%zz%7B%7D'),
    'query, invalid UTF-8 in input': get(
      '/trpc/greet?input=%7B%22json%22:%7B%22name%22:%22%FF%22%7D,%22name%22:%22%FF%22%7D',
    ),
    'query, input twice': get('/trpc/greet?input=%7B%7D&input=1'),
    'query, escaped parameter name': get('/trpc/greet?%69nput=1'),
    'query, malformed input nobody reads': get('/trpc/ping?input=%7B'),
    'query that throws': query('boom'),
    'query that throws text': query('thrownText'),
    'query on a mutation': query('touch'),
    'query with a text content type': query('ping', undefined, { headers: { 'content-type': 'text/plain' } }),
    'query with a fragment': get('/trpc/ping?input=1#x?batch=1'),
    'connection params': get(`/trpc/ping?connectionParams=${encodeURIComponent('{"a":"b"}')}`),
    'connection params, malformed': get('/trpc/ping?connectionParams=%7B'),
    'connection params, wrong shape': get('/trpc/ping?connectionParams=%7B%22a%22:1%7D'),

    mutation: post('add', wire({ n: 1 })),
    'mutation without input': post('touch', ''),
    'mutation, input missing': post('add', ''),
    'mutation, input refused': post('add', wire({ n: 'one' })),
    'mutation, malformed JSON': post('add', '{"n":'),
    'mutation, malformed JSON nobody reads': post('touch', '{"n":'),
    'mutation, byte order mark': post('add', `\uFEFF${JSON.stringify(wire({ n: 1 }))}`),
    'mutation, __proto__ in the body': post('add', '{"__proto__":{"n":1},"json":{"__proto__":{"n":1}}}'),
    'mutation, query parameter ignored': post('add?input=9', wire({ n: 1 })),
    'mutation by PUT': post('add', wire({ n: 1 }), { method: 'PUT' }),
    'mutation by PATCH': post('add', wire({ n: 1 }), { method: 'PATCH' }),
    'mutation by DELETE': post('add', wire({ n: 1 }), { method: 'DELETE' }),
    'DELETE without a body': { method: 'DELETE', url: '/trpc/add' },
    'DELETE without a body, JSON said': { method: 'DELETE', url: '/trpc/add', headers: JSON_TYPE },
    OPTIONS: { method: 'OPTIONS', url: '/trpc/add' },
    'OPTIONS, JSON said': { method: 'OPTIONS', url: '/trpc/add', headers: JSON_TYPE },
    'POST on a query': post('greet', wire({ name: 'Olivia' })),
    HEAD: { method: 'HEAD', url: '/trpc/ping' },
    'HEAD, unknown path': { method: 'HEAD', url: '/trpc/nope?batch=1' },

    'batch of one': batch('ping'),
    batch: batch('ping,greet,city.street.house', { 1: wire({ name: 'Olivia' }) }),
    'batch, comma escaped': batch('ping%2Cping'),
    'batch, an input missing': batch('greet,greet', { 1: wire({ name: 'Olivia' }) }),
    'batch, inputs missing': batch('greet,greet'),
    'batch, one fails': batch('ping,boom'),
    'batch, all fail alike': batch('boom,boom'),
    'batch, all fail differently': batch('boom,fail', { 1: wire('CONFLICT') }),
    'batch, partly unknown': batch('ping,nope'),
    'batch, all unknown': batch('nope,neither'),
    'batch, undefined outputs': batch('nothing,none'),
    'batch, inputs an array': batch('greet', [wire({ name: 'Olivia' })]),
    'batch, inputs null': batch('greet', null),
    'batch, inputs text': batch('greet', 'x'),
    'batch, one input null': batch('greet,ping', { 0: null }),
    'batch, malformed inputs': get('/trpc/greet,ping?batch=1&input=%7B'),
    'batch at the limit': batch('ping,ping,ping,ping'),
    'batch over the limit': batch('ping,ping,ping,ping,ping'),
    'batch of commas': batch(','.repeat(300)),
    'batch, no path': batch(''),
    'batch, trailing comma': batch('ping,'),
    'batch, batch twice': get('/trpc/ping,ping?batch=1&batch=2'),
    'batch=2': get('/trpc/ping,ping?batch=2'),
    'batch, mixed types': batch('ping,touch'),
    'batch, mutation by GET': batch('touch,touch'),
    'batch, subscriptions': batch('count,count'),
    'batch, one subscription': batch('broken'),
    'batch, query and subscription': batch('ping,broken'),
    'batch, mutations': post('add,touch,add?batch=1', { 0: wire({ n: 1 }), 2: wire({ n: 2 }) }),
    'batch, mutations, one refused': post('add,add?batch=1', { 0: wire({ n: 1 }), 1: wire({}) }),
    'batch, queries by POST': post('ping,ping?batch=1', {}),
    'batch, malformed JSON': post('add,touch?batch=1', '{'),
    'batch, body null': post('add,touch?batch=1', 'null'),
    'batch, bigint output': batch('ping,big'),

    subscription: query('count', wire({ to: 3 })),
    'subscription, resumed by parameter': get(
      `/trpc/count?lastEventId=2&input=${encodeURIComponent(JSON.stringify(wire({ to: 3 })))}`,
    ),
    'subscription, resumed by header': query('count', wire({ to: 3 }), { headers: { 'last-event-id': '1' } }),
    'subscription that breaks': query('broken'),
    'subscription, own headers': query('broken', undefined, { headers: { 'x-meta': 'headers' } }),
  };

  const paths = [
    '',
    'nope',
    '__proto__',
    'constructor',
    'then',
    'toString',
    'hasOwnProperty',
    'city',
    'city.street',
    'slow',
    'slow.',
    'city.__proto__',
    'ping.constructor',
    '_def',
    'ping/',
    'ping//',
    'a%2Fb',
    '%70ing',
    '%2570ing',
    '%25zz',
    '%25',
    '%zz',
    'ping%20',
    'ping%00',
    'p%C3%AFng',
    '%F0%9F%98%80',
    'ping%3Finput=1',
    'ping;x=1',
    'PING',
    '..',
    '%2e%2e%2fping',
    '*',
    ':path',
  ];
  for (const path of paths) {
    rows[`path ${JSON.stringify(path)}`] = query(path);
    rows[`path ${JSON.stringify(path)} in a batch`] = batch(`ping,${path}`);
  }
  for (const code of errorCodes) {
    rows[`error ${code}`] = query('fail', wire(code));
    rows[`error ${code} in a batch`] = batch('ping,fail', { 1: wire(code) });
  }
  for (const meta of Object.keys(metas)) {
    const headers = { 'x-meta': meta };
    rows[`responseMeta ${meta}`] = query('ping', undefined, { headers });
    rows[`responseMeta ${meta} on an error`] = query('boom', undefined, { headers });
    rows[`responseMeta ${meta} in a batch`] = batch('ping,nope', undefined, { headers });
  }
  for (const wish of ['error', 'trpc']) {
    const headers = { 'x-context': wish };
    rows[`createContext throws (${wish})`] = query('ping', undefined, { headers });
    rows[`createContext throws (${wish}), mutation`] = post('add', wire({ n: 1 }), {
      headers: { ...JSON_TYPE, ...headers },
    });
    rows[`createContext throws (${wish}), batch`] = batch('ping,greet', undefined, { headers });
    rows[`createContext throws (${wish}), partly unknown`] = batch('ping,nope', undefined, { headers });
  }
  const types = [
    'application/json; charset=utf-8',
    'application/json;charset=UTF-8',
    'Application/JSON',
    'application/json ; a=b',
    'application/json;',
    'application/jsonp',
    'application/json-patch+json',
    'application/json\ta',
    'application/json, text/plain',
    'text/json',
    'text/plain',
    'text/plain; x=application/json',
    'application/x-www-form-urlencoded',
    'application/octet-stream',
    'application/xml',
    'json',
    '',
    '*/*',
  ];
  for (const type of types) {
    rows[`content type ${JSON.stringify(type)}`] = post('add', wire({ n: 1 }), {
      headers: { 'content-type': type },
    });
    if (type === 'application/octet-stream') continue; // on a GET: a named difference
    rows[`content type ${JSON.stringify(type)} on GET`] = query('ping', undefined, {
      headers: { 'content-type': type },
    });
  }
  rows['no content type'] = { method: 'POST', url: '/trpc/touch' };
  rows['no content type, unknown path'] = { method: 'POST', url: '/trpc/nope' };
  return rows;
}
