import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestServer, type TestServer } from './support/start-test-server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

test('an unknown path is not found', async () => {
  const reply = await server.app.inject('/nothing');
  expect(reply.statusCode).toBe(404);
  expect(reply.json()).toEqual({ detail: 'Not Found' });
});
