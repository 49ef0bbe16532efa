import { appRouter } from '@pmp/api/server';
import type { AnyTRPCRouter } from '@trpc/server';
import { expect, it } from 'vitest';
import { callProcedure } from './call-procedure.ts';
import { createPmpClient } from './client.ts';

/** As much of a schema as tells its fields, and what they take. */
interface Schema {
  _zod: { def: { shape?: Record<string, Schema>; innerType?: Schema } };
  '~standard': { validate(value: unknown): { issues?: readonly object[] } };
}

const fieldsOf = ({ _zod: { def } }: Schema): Record<string, Schema> =>
  def.shape ?? (def.innerType ? fieldsOf(def.innerType) : {});

const procedures: AnyTRPCRouter['_def']['procedures'] = appRouter._def.procedures;
const mutations = Object.keys(procedures).filter((path) => procedures[path]._def.type === 'mutation');

/** What the client sends for a mutation that is called with nothing. */
const sentTo = async (path: string): Promise<Record<string, unknown>> => {
  let body = '';
  const client = createPmpClient({
    url: 'http://pmp.test',
    fetch: async (_url, init) => {
      body = init.body ?? '';
      return new Response('{"result":{"data":{"json":null}}}');
    },
  });
  await callProcedure(client, { type: 'mutation', path, input: {} });
  return (JSON.parse(body) as { '0': { json: Record<string, unknown> } })['0'].json;
};

it('knows the mutations of the real platform', () => {
  expect(mutations.length).toBeGreaterThan(50);
});

it.each(mutations)('%s takes the key that the client adds, and needs no other', async (path) => {
  const [[name, key] = ['', ''], ...more] = Object.entries(await sentTo(path));
  expect(more).toEqual([]);
  const inputs: Schema[] = procedures[path]._def.inputs;
  const fields: Record<string, Schema> = Object.assign({}, ...inputs.map(fieldsOf));
  expect(Object.keys(fields).filter((field) => /^(client|command)Key$/.test(field))).toEqual([name]);
  expect(fields[name]?.['~standard'].validate(key).issues).toBeUndefined();
});
