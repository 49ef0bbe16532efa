import { TRPCError } from '@trpc/server';
import { expect, it } from 'vitest';
import { makeRouter } from './both-plugins.fixture.ts';
import { lazyInputs } from './inputs.ts';
import { findProcedure, loadProcedures } from './procedures.ts';

function counted(text: string, batchOf?: number) {
  let reads = 0;
  const inputs = lazyInputs({
    text: () => {
      reads += 1;
      return text;
    },
    batchOf,
    deserialize: (value) => value,
  });
  return { inputs, reads: () => reads };
}

it('reads the text once, and only when asked', () => {
  const { inputs, reads } = counted('{"0":"a","1":"b"}', 2);
  expect(inputs.known(0)).toBeUndefined();
  expect(reads()).toBe(0);
  expect([inputs.read(1), inputs.read(0), inputs.known(1)]).toEqual(['b', 'a', 'b']);
  expect(reads()).toBe(1);
});

it('reads a malformed text once too, and tells every call the same error', () => {
  const { inputs, reads } = counted('{', 2);
  const told = [0, 1].map((index) => {
    try {
      return inputs.read(index);
    } catch (error) {
      return error;
    }
  });
  expect(told[0]).toBeInstanceOf(TRPCError);
  expect(told[1]).toBe(told[0]);
  expect(reads()).toBe(1);
});

it('never finds what a table of procedures inherits', async () => {
  const router = makeRouter(false);
  Object.setPrototypeOf(router._def.procedures, Object.prototype);
  for (const path of ['__proto__', 'constructor', 'toString', 'hasOwnProperty']) {
    expect(findProcedure(router, path)).toBeNull();
    await loadProcedures(router, [path]);
    expect(findProcedure(router, path)).toBeNull();
  }
  expect(findProcedure(router, 'ping')).not.toBeNull();
});
