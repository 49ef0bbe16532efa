import { afterAll, beforeAll, expect, it } from 'vitest';
import { pmp, type Told } from '../apps/cli/test/platform-fixture.ts';
import { startTestServer, type TestServer } from '../apps/server/test/support/start-test-server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ listen: true });
});
afterAll(() => server.close());

const run = (...args: string[]) => pmp(args, { url: server.url });
const dataOf = ({ code, out, err }: Told): unknown => {
  expect({ code, err }).toMatchObject({ code: 0 });
  return JSON.parse(out);
};

it('reports on the real server and finds it again, as the person that the local issuer vouches for', async () => {
  const address = ['--line1=12 Harbour Street', '--city=Riverton', '--postal-code=RV1 2AB'];
  const words = ['--title=Roof leaks', '--description=Since Monday', '--category=plumbing'];
  const created = dataOf(await run('requests', 'create', ...words, ...address, '--json'));
  expect(dataOf(await run('requests', 'list', '--json'))).toEqual([created]);
  expect(dataOf(await run('requests', 'list', '--json', '--other'))).toEqual([]);
  const { id } = created as { id: string };
  expect(dataOf(await run('requests', 'get', id, '--json'))).toEqual(created);
  expect(await run('requests', 'get', id, '--other')).toMatchObject({ code: 4, out: '' });
});

it('understands how the server refuses: a bad token, a wrong role, a wrong name, wrong fields', async () => {
  const badToken = await run('requests', 'list', '--token', 'x.y.z');
  expect(badToken).toMatchObject({ code: 3, out: '' });
  expect(badToken.err).toMatch(/^The token is .+ \(give a token/);
  expect(await run('requests', 'list', '--as', 'official')).toMatchObject({ code: 3 });
  expect(await run('call', 'homeowner.request.list')).toMatchObject({ code: 4 });
  const fields = await run('call', 'homeowner.requests.create', '{"title":"x"}');
  expect(fields.code).toBe(2);
  expect(fields.err).toMatch(/^ {2}title: /m);
});
