import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { appRouter } from '@pmp/api/server';
import type { AnyTRPCRouter } from '@trpc/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { groups } from '../src/commands/groups.ts';
import { pmp } from './platform-fixture.ts';

const rows = groups.flatMap((group) =>
  group.rows.map((row) => ({ ...row, group: group.name, role: group.role })),
);
/** As much of zod as tells the fields of an input, whatever they are wrapped in. */
interface Schema {
  _zod: { def: { shape?: object; innerType?: Schema } };
}
const shapeOf = ({ _zod: { def } }: Schema): object =>
  def.shape ?? (def.innerType ? shapeOf(def.innerType) : {});
const procedures: AnyTRPCRouter['_def']['procedures'] = appRouter._def.procedures;

const asked: string[] = [];
const server = createServer((request, reply) => {
  asked.push(request.url ?? '');
  reply.writeHead(404).end();
});
let url = '';
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

describe('the table of commands', () => {
  it('calls what is there, in the right way and as who may', () => {
    for (const { procedure, type, role } of rows) {
      expect(procedures[procedure]?._def.type, procedure).toBe(type);
      expect(procedure.split('.')[0], procedure).toBe(role ?? 'public');
    }
  });

  it('reaches everything that the API can do but what has a command of its own', () => {
    const own = ['homeowner.requests.create', 'public.status'];
    const reached = new Set([...own, ...rows.map(({ procedure }) => procedure)]);
    const wanted = Object.keys(procedures).filter((path) => procedures[path]._def.type !== 'subscription');
    expect([...reached].toSorted()).toEqual(wanted.toSorted());
    expect(rows.length).toBe(reached.size - own.length);
  });

  it('offers fields that the procedures take, and a key with every change', () => {
    for (const { procedure, type, fields } of rows) {
      const inputs: Schema[] = procedures[procedure]._def.inputs;
      const taken = inputs.flatMap((schema) => Object.keys(shapeOf(schema)));
      expect(
        Object.keys(fields).filter((name) => !taken.includes(name)),
        procedure,
      ).toEqual([]);
      const key = taken.find((name) => name === 'clientKey' || name === 'commandKey');
      if (type === 'mutation') expect(Object.keys(fields), procedure).toContain(key);
    }
  });

  it.each(rows.map((row) => [`${row.group} ${row.name}`, row] as const))('helps with %s', async (_, row) => {
    const told = await pmp([row.group, row.name, '--help'], {});
    expect(told).toMatchObject({ code: 0, err: '' });
    expect(told.out).toContain(`Usage: pmp ${row.group} ${row.name}`);
    expect(told.out.match(/^ {2}pmp /gm) ?? []).toHaveLength(row.examples.length);
  });

  /** An example with ids where it says `<id>`: as a terminal would hand it on. */
  const wordsOf = (example: string) =>
    [...example.matchAll(/"([^"]*)"|(\S+)/g)]
      .map(([, quoted, plain]) => quoted ?? plain ?? '')
      .map((word) => word.replace(/^<[\w-]*id>$/, 'f'.repeat(24)));
  const examples = rows.flatMap((row) => row.examples.map((example) => [row, example] as const));

  it.each(
    examples.map(([row, example]) => [`pmp ${row.group} ${row.name} ${example}`, row, example] as const),
  )('understands its own example: %s', async (_, row, example) => {
    // What listens there understands nothing: that it was asked is all that matters.
    const told = await pmp([row.group, row.name, ...wordsOf(example)], { url, token: 'none' });
    expect(told.err).toMatch(/is not the platform/);
    expect(asked.at(-1)).toContain(`/trpc/${row.procedure}`);
  });
});
