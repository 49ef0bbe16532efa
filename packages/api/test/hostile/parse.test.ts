import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { appRouter } from '../../src/router.ts';
import { inputsOf } from '../schema-lint/lint-input.ts';
import { nearly } from './any-json.ts';

const schemas = inputsOf(appRouter).flatMap(({ path, inputs }) =>
  inputs.map((input) => [path, input as z.core.$ZodType] as const),
);

describe('judging an input', () => {
  it.each(schemas)('of %s never throws, and a refusal names what is wrong', (_, schema) => {
    fc.assert(
      fc.property(nearly(schema), (input) => {
        const { error } = z.safeParse(schema, input);
        if (error) expect(error.issues.length).toBeGreaterThan(0);
      }),
      { numRuns: 300 },
    );
  });

  it('is tried with what fits, too', () => {
    const isTaken = (schema: z.core.$ZodType) =>
      fc
        .sample(nearly(schema), { numRuns: 300, seed: 1 })
        .some((input) => z.safeParse(schema, input).success);
    const taken = schemas.filter(([, schema]) => isTaken(schema));
    expect(taken.length / schemas.length).toBeGreaterThan(0.6);
  });
});
