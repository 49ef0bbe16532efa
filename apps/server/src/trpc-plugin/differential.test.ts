import fc from 'fast-check';
import type { InjectOptions } from 'fastify';
import superjson from 'superjson';
import { describe, expect, it } from 'vitest';
import { metas, mountBoth } from './both-plugins.fixture.ts';
import { batch, post, query, table } from './requests.fixture.ts';

const wires = { plain: (value: unknown) => value, superjson: (value: unknown) => superjson.serialize(value) };

describe.each(['plain', 'superjson'] as const)('answers as tRPC’s own plugin, %s', (name) => {
  const wire = wires[name];
  const { stock, ours } = mountBoth({ transformed: name === 'superjson' });

  it.each(Object.entries(table(wire)))('%s', async (_, request) => {
    const expected = await stock.ask(request);
    expect(await ours.ask(request)).toEqual(expected);
  });

  it('whatever the calls, inputs, method and content type', async () => {
    const path = fc.oneof(
      {
        weight: 8,
        arbitrary: fc.constantFrom(
          'ping',
          'greet',
          'add',
          'touch',
          'boom',
          'fail',
          'later',
          'date',
          'nothing',
          'count',
        ),
      },
      {
        weight: 2,
        arbitrary: fc.constantFrom('nope', '__proto__', 'constructor', '', 'city.street.house', 'slow.door'),
      },
      { weight: 1, arbitrary: fc.string({ maxLength: 8, unit: 'grapheme' }).map(encodeURIComponent) },
    );
    const input = fc.oneof(
      fc.constantFrom<unknown>({ name: 'Olivia' }, { n: 1 }, 'CONFLICT', { to: 2 }, new Date(7), undefined),
      // superjson refuses to serialise these keys; the table sends one as text
      fc
        .jsonValue({ maxDepth: 2 })
        .filter((value) => !/"(__proto__|constructor|prototype)"/.test(JSON.stringify(value))),
    );
    const inputs = fc.oneof(
      {
        weight: 4,
        arbitrary: fc
          .array(input, { maxLength: 6 })
          .map((all) => JSON.stringify(Object.fromEntries(all.map(wire).entries()))),
      },
      { weight: 4, arbitrary: input.map((one) => JSON.stringify(wire(one)) ?? '') },
      { weight: 1, arbitrary: fc.string({ maxLength: 12, unit: 'grapheme' }) },
    );
    const request = fc.record({
      paths: fc.array(path, { minLength: 1, maxLength: 6 }),
      inputs,
      method: fc.constantFrom('GET', 'GET', 'GET', 'POST', 'POST', 'PUT', 'DELETE', 'HEAD', 'OPTIONS'),
      batched: fc.constantFrom('', '?batch=1', '?batch=1', '?batch=0'),
      type: fc.constantFrom(
        ...Array<string>(8).fill('application/json'),
        'application/json; charset=utf-8',
        'text/plain',
        'application/jsonl',
      ),
      meta: fc.constantFrom('empty', ...Object.keys(metas)),
    });

    await fc.assert(
      fc.asyncProperty(request, async ({ paths, inputs: text, method, batched, type, meta }) => {
        // A stream that is refused is answered otherwise, on purpose.
        fc.pre(paths.join(',') !== 'count' || batched === '?batch=1');
        const headers = { 'content-type': type, 'x-meta': meta };
        const search =
          method === 'GET' && text ? `${batched ? '&' : '?'}input=${encodeURIComponent(text)}` : '';
        const url = `/trpc/${paths.join(',')}${batched}${search}`;
        const asked: InjectOptions = { method, url, headers };
        if (method === 'POST' || method === 'PUT') asked.payload = text;
        const expected = await stock.ask(asked);
        expect(await ours.ask(asked)).toEqual(expected);
      }),
      { numRuns: 300 },
    );
  });
});

describe('answers as tRPC’s own plugin to a request it cannot read, with what responseMeta adds', () => {
  it.each(Object.keys(metas))('%s', async (meta) => {
    const { stock, ours } = mountBoth({ meta });
    for (const request of [
      batch('ping,ping,ping,ping,ping'),
      query('%25zz'),
      post('add', 'x', { headers: { 'content-type': 'text/plain' } }),
    ]) {
      const expected = await stock.ask(request);
      expect(await ours.ask(request)).toEqual(expected);
    }
  });
});
