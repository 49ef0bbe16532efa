import { composeApi, openConnection } from '@pmp/api/server';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestServer, type TestServer } from './support/start-test-server.ts';

let server: TestServer;
let headers: { authorization: string };
beforeAll(async () => {
  server = await startTestServer();
  headers = await server.as('hannah');
});
afterAll(() => server.close());

const url = '/homeowner/requests';
const get = (path: string) => server.app.inject({ url: path, headers });
const report = (title: string) =>
  server.app.inject({
    method: 'POST',
    url,
    headers,
    payload: {
      title,
      description: 'x',
      category: 'plumbing',
      address: { line1: '12 Mill Lane', city: 'Riverton', postalCode: '10115' },
    },
  });
const titles = (reply: { json(): { title: string }[] }) => reply.json().map(({ title }) => title);

test('a list is whole without a limit, and goes on by Link with one', async () => {
  const expected: string[] = [];
  for (let number = 0; number < 103; number += 1) {
    const title = `Request ${number}`;
    expect((await report(title)).statusCode).toBe(201);
    expected.unshift(title);
  }
  const whole = await get(url);
  expect(titles(whole)).toEqual(expected);
  expect(whole.headers.link).toBeUndefined();

  const walked: string[] = [];
  let next: string | undefined = `${url}?limit=40&status=submitted`;
  for (let page = 0; next !== undefined && page < 10; page += 1) {
    const reply = await get(next);
    walked.push(...titles(reply));
    next = /^<([^>]+)>; rel="next"$/.exec(String(reply.headers.link))?.[1];
  }
  expect(walked).toEqual(expected);
  expect((await get(`${url}?status=cancelled`)).json()).toEqual([]);
  expect(titles(await get(`${url}?limit=1&limit=2`))).toHaveLength(2);
});

test('a database that is away is 503, a fault of ours tells nothing', async () => {
  const own = await startTestServer();
  const away = openConnection({ url: 'mongodb://127.0.0.1:9/?directConnection=true', dbName: 'away' });
  const awayApi = composeApi({
    connection: away,
    version: '0',
    userNamespace: own.issuer.url,
    onError: () => {},
  });
  try {
    const { requests } = own.api.deps;
    const signedIn = await own.as('hannah');
    own.api.deps.requests = awayApi.deps.requests;
    const unavailable = await own.app.inject({ url, headers: signedIn });
    expect(unavailable.statusCode).toBe(503);
    expect(unavailable.headers['retry-after']).toBe('2');
    expect(unavailable.headers['cache-control']).toBe('no-store');
    expect(unavailable.json()).toEqual({
      detail: 'The database is not answering; try again',
      request_id: unavailable.headers['x-request-id'],
    });

    own.api.deps.requests = {
      ...requests,
      list: () => Promise.reject(new Error('E11000 dup key: { email: "hannah@example.org" }')),
    };
    const broken = await own.app.inject({ url, headers: signedIn });
    expect(broken.statusCode).toBe(500);
    expect(broken.headers['content-type']).toBe('application/json');
    expect(broken.json()).toEqual({
      detail: 'Internal Server Error',
      request_id: broken.headers['x-request-id'],
    });
  } finally {
    await away.close();
    await own.close();
  }
});
