import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { OpenApiDocument } from '../src/docs/openapi.ts';
import { operations } from '../src/rest/operations.ts';
import { startTestServer, type TestServer } from './support/start-test-server.ts';

let server: TestServer;
let headers: { authorization: string };
let document: OpenApiDocument;
beforeAll(async () => {
  server = await startTestServer();
  headers = await server.as('hannah');
  document = (await server.app.inject('/openapi.json')).json();
});
afterAll(() => server.close());

/** Whose operations they are, so that the input is looked at and not the caller alone. */
const personaOf: Record<string, string> = { contractor: 'carlos', official: 'olivia' };

const documented = (path: string, method: string) => {
  const described = document.paths[path]?.[method.toLowerCase()] as { responses?: object } | undefined;
  return Object.keys(described?.responses ?? {}).map(Number);
};

/** An example with some of its fields, at any depth, replaced by anything. */
const damaged = (example: Record<string, unknown>): fc.Arbitrary<Record<string, unknown>> =>
  fc.record(
    Object.fromEntries(
      Object.entries(example).map(([name, value]) => [
        name,
        fc.oneof(
          { weight: 3, arbitrary: fc.constant(value) },
          { weight: 1, arbitrary: fc.jsonValue() },
          { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 200 }) },
          typeof value === 'object' && value !== null && !Array.isArray(value)
            ? damaged(value as Record<string, unknown>)
            : fc.constant(null),
        ),
      ]),
    ),
    { requiredKeys: [] },
  );

const writes = operations.flatMap((row) => (row.body ? [{ row, example: row.body.example }] : []));

test.each(writes.map(({ row, example }) => ({ name: row.name, row, example })))(
  '$name answers whatever it is sent in a documented way',
  async ({ row, example }) => {
    const url = row.path.replaceAll(/\{\w+\}/g, 'f'.repeat(24));
    const caller = await server.as(personaOf[row.tag] ?? 'hannah');
    const bodies = fc.oneof(damaged(example), fc.jsonValue());
    await fc.assert(
      fc.asyncProperty(bodies, async (body) => {
        const payload = JSON.stringify(body);
        const { method } = row;
        const reply = await server.app.inject({
          method,
          url,
          headers: { ...caller, 'content-type': 'application/json' },
          payload,
        });
        expect(documented(row.path, method), `${reply.statusCode} ${reply.body}`).toContain(reply.statusCode);
        expect(reply.statusCode).toBeLessThan(500);
        if (reply.statusCode !== 422) return;
        const { detail } = reply.json();
        expect(detail.length).toBeGreaterThan(0);
        expect(detail.length).toBeLessThanOrEqual(10);
        for (const issue of detail) {
          expect(issue).toMatchObject({ type: expect.any(String), msg: expect.any(String) });
          expect(['body', 'header']).toContain(issue.loc[0]);
        }
      }),
      // Of each of some sixty operations.
      { numRuns: 30 },
    );
  },
);

test('bytes that are no JSON are refused, and so is what only looks encoded', async () => {
  const send = (payload: Buffer, more: object = {}) =>
    server.app.inject({
      method: 'POST',
      url: '/homeowner/requests',
      headers: { ...headers, 'content-type': 'application/json', ...more },
      payload,
    });
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 60 }), async (bytes) => {
      const reply = await send(Buffer.from(bytes));
      expect(reply.statusCode, reply.body).toBe(422);
    }),
    { numRuns: 100 },
  );
  const zipped = await send(Buffer.from([0x1f, 0x8b, 8, 0]), { 'content-encoding': 'gzip' });
  expect([415, 422]).toContain(zipped.statusCode);
  expect(zipped.json()).toHaveProperty('detail');
});

test('no key of the query makes it fall', async () => {
  await fc.assert(
    fc.asyncProperty(fc.webQueryParameters(), async (query) => {
      const reply = await server.app.inject({ url: `/homeowner/requests?${query}`, headers });
      expect([200, 422], reply.body).toContain(reply.statusCode);
    }),
    { numRuns: 60 },
  );
  const path = fc
    .webSegment({ size: '-1' })
    .filter((segment) => segment !== '' && !/^\.{1,2}$/.test(segment));
  await fc.assert(
    fc.asyncProperty(path, async (segment) => {
      const reply = await server.app.inject({ url: `/homeowner/requests/${segment}`, headers });
      expect([reply.statusCode, reply.body], segment).toEqual([404, '{"detail":"Not Found"}']);
    }),
    { numRuns: 60 },
  );
});
