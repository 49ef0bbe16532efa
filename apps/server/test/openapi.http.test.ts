import { appRouter } from '@pmp/api/server';
import { Validator } from '@seriousme/openapi-schema-validator';
import type { AnyTRPCRouter } from '@trpc/server';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { type OpenApiDocument, openApiDocument } from '../src/docs/openapi.ts';
import { jsonSchemaOf, propertiesOf } from '../src/rest/json-schema.ts';
import { operations } from '../src/rest/operations.ts';
import { startTestServer, type TestServer } from './support/start-test-server.ts';

let server: TestServer;
let document: OpenApiDocument;
beforeAll(async () => {
  server = await startTestServer();
  document = (await server.app.inject('/openapi.json')).json();
});
afterAll(() => server.close());

/** Every path that Fastify routes, from the tree that it prints. */
const routedPaths = (): string[] => {
  const parents: string[] = [];
  const lines = server.app.printRoutes({ commonPrefix: false }).trimEnd().split('\n');
  return lines.map((line) => {
    const [, indent = '', segment = ''] = /^((?:[│ ] {3})*)[├└]── (\S+) \(/.exec(line) ?? [];
    const depth = indent.length / 4;
    parents.length = depth;
    const path = `${parents.at(-1) ?? ''}${segment}`;
    parents.push(path);
    return path;
  });
};

describe('the document', () => {
  test('is OpenAPI 3.1, and the same each time', async () => {
    const { valid, errors } = await new Validator().validate({ ...document });
    expect(errors).toBeUndefined();
    expect(valid).toBe(true);
    expect(document.openapi).toBe('3.1.0');
    const again = openApiDocument(operations, document.info.version);
    expect(JSON.stringify(again)).toBe(JSON.stringify(document));
  });

  test("keeps the earlier service's names", () => {
    expect(Object.keys(document.components.schemas)).toEqual(
      expect.arrayContaining([
        'MaintenanceRequest',
        'MaintenanceRequestOut',
        'HTTPValidationError',
        'ValidationError',
      ]),
    );
    expect(document.components.securitySchemes['HTTPBearer']).toMatchObject({
      type: 'http',
      scheme: 'bearer',
    });
    expect(document.paths['/homeowner/requests/{id}']?.['get']).toMatchObject({
      operationId: 'get_request_homeowner_requests__id__get',
      security: [{ HTTPBearer: [] }],
    });
  });

  test('names every path that is routed for programs, and no other', () => {
    const others = /^\/(healthz|readyz|version|config\.json|openapi\.json|docs|trpc)(\/|$)|^\*$/;
    // A parameter is a parameter: the tree names those of several routes at once.
    const rest = routedPaths()
      .filter((path) => !others.test(path) && !path.endsWith('/'))
      .map((path) => path.replaceAll(/:[^/]+/g, ':'));
    const documented = Object.keys(document.paths).map((path) => path.replaceAll(/\{\w+\}/g, ':'));
    expect(rest.toSorted()).toEqual(documented.toSorted());
    expect(operations).toHaveLength(Object.values(document.paths).flatMap(Object.keys).length);
  });

  test('names every method that a path answers', async () => {
    for (const [path, methods] of Object.entries(document.paths)) {
      for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const) {
        const url = path.replaceAll(/\{\w+\}/g, 'f'.repeat(24));
        const { statusCode } = await server.app.inject({ method, url });
        expect(statusCode === 405, `${method} ${url}: ${statusCode}`).toBe(
          !(method.toLowerCase() in methods),
        );
      }
    }
  });

  test('reaches everything that the API can do, each once; streams have a door of their own', () => {
    const procedures: AnyTRPCRouter['_def']['procedures'] = appRouter._def.procedures;
    const wanted = Object.keys(procedures).filter((path) => procedures[path]._def.type !== 'subscription');
    expect(operations.map(({ procedure }) => procedure).toSorted()).toEqual(wanted.toSorted());
  });

  test('reads with GET, and lets every change be repeated under the key that the procedure takes', () => {
    const procedures: AnyTRPCRouter['_def']['procedures'] = appRouter._def.procedures;
    for (const { procedure, method, idempotency, body } of operations) {
      const isRead = procedures[procedure]._def.type === 'query';
      expect([method === 'GET', idempotency === undefined], procedure).toEqual([isRead, isRead]);
      const field =
        idempotency &&
        Reflect.has(propertiesOf(jsonSchemaOf(body?.schema ?? z.any(), 'input')) ?? {}, idempotency);
      expect(field ?? isRead, procedure).toBe(true);
    }
  });

  test('has a name of its own for every operation', () => {
    const names = operations.map(({ name }) => name);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  test('describes one thing under one component name', () => {
    const described = new Map<string, { schema: unknown; example: unknown }>();
    for (const { name, schema, example } of operations.flatMap(({ body, reply }) => [body ?? reply, reply])) {
      const first = described.get(name) ?? { schema, example };
      described.set(name, first);
      expect(first.schema === schema && first.example === example, name).toBe(true);
    }
  });

  test('describes what the procedures take', () => {
    const procedures: Record<string, { _def: object }> = appRouter._def.procedures as never;
    const withBody = operations.filter(({ body }) => body !== undefined);
    const taken = withBody.map(({ procedure }) => Reflect.get(procedures[procedure]?._def ?? {}, 'inputs'));
    expect(withBody.length).toBeGreaterThan(0);
    expect(withBody.every(({ body }, index) => taken[index][0] === body?.schema)).toBe(true);
  });

  test('shows examples that its schemas accept, and that the service answers like', async () => {
    for (const [name, schema] of Object.entries(document.components.schemas)) {
      const { examples = [] } = schema as { examples?: unknown[] };
      for (const example of examples) {
        const parsed = z.fromJSONSchema(schema as never).safeParse(example);
        expect(parsed.error?.issues, name).toBeUndefined();
      }
    }
    const headers = await server.as('hannah');
    const payload = operations.find(({ name }) => name === 'create_request')?.body?.example ?? {};
    const reply = await server.app.inject({ method: 'POST', url: '/homeowner/requests', headers, payload });
    const out = z.fromJSONSchema(document.components.schemas['MaintenanceRequestOut'] as never);
    expect(out.safeParse(reply.json()).error?.issues).toBeUndefined();
    expect(Object.keys(reply.json()).toSorted()).toEqual(
      Object.keys(
        (document.components.schemas['MaintenanceRequestOut'] as { properties: object }).properties,
      ).toSorted(),
    );
  });
});

describe('/docs', () => {
  test('fetches nothing from anywhere else, and everything that it fetches is there', async () => {
    const page = await server.app.inject('/docs');
    expect(page.statusCode).toBe(200);
    expect(page.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(page.headers['content-security-policy']).toContain("script-src 'self';");
    const files = [...page.body.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, url]) => url ?? '');
    expect(files).toHaveLength(5);
    for (const file of [...files, '/openapi.json']) {
      expect(file).toMatch(/^\/(?!\/)/);
      const reply = await server.app.inject(file);
      expect(reply.statusCode, file).toBe(200);
      expect(reply.headers['x-content-type-options']).toBe('nosniff');
    }
    expect(page.body).not.toMatch(/<script>|<style|style=|onload=/);
    const script = await server.app.inject('/docs/page.js');
    expect(script.body).toContain("url: '/openapi.json'");
    expect(script.body).not.toMatch(/https?:/);
  });

  test('serves no other file of the package', async () => {
    for (const file of ['package.json', 'index.html', 'swagger-initializer.js', '..%2fpackage.json', '']) {
      const reply = await server.app.inject(`/docs/assets/${file}`);
      expect(reply.statusCode, file).toBe(404);
      expect(reply.json(), file).toEqual({ detail: 'Not Found' });
    }
  });

  test('keeps the policy of every other page, and says in local mode how to get a token', async () => {
    const page = await server.app.inject('/docs');
    expect(page.body).toContain('npm run -s token -- homeowner');
    const policy = page.headers['content-security-policy'];
    expect(policy).not.toContain('unsafe');
    expect((await server.app.inject('/nothing')).headers['content-security-policy']).toBe(policy);
    const production = await startTestServer({ env: { mode: 'production' } });
    try {
      expect((await production.app.inject('/docs')).body).not.toContain('token --');
    } finally {
      await production.close();
    }
  });
});
