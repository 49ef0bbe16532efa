import { TRPCError } from '@trpc/server';
import { describe, expect, it } from 'vitest';
import { readWire } from './wire-read.ts';

const read = (text: string) => readWire(JSON.parse(`{"json":${text}}`));
const refusal = (text: string) => {
  try {
    read(text);
    return undefined;
  } catch (error) {
    return error instanceof TRPCError ? error.code : error;
  }
};
const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;

describe('readWire', () => {
  it('reads down to 32 levels', () => {
    expect(refusal(nested(32))).toBeUndefined();
    expect(refusal(nested(33))).toBe('BAD_REQUEST');
    expect(refusal(`${'{"a":'.repeat(33)}1${'}'.repeat(33)}`)).toBe('BAD_REQUEST');
    expect(refusal(nested(40_000))).toBe('BAD_REQUEST');
  });
});
