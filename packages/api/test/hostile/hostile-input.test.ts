import { beforeEach, describe, expect, it } from 'vitest';
import { aPlan } from '../factories/plan.ts';
import { aPrincipal } from '../factories/principal.ts';
import { aProperty } from '../factories/property.ts';
import { aRequest } from '../factories/request.ts';
import { hexId } from '../factories/unique.ts';
import { fixtureOf } from '../matrix/plant.ts';
import { rows } from '../matrix/rows/index.ts';
import { callPath, createTestApi, refused } from '../testing.ts';
import { inputFields, objectAt, withValueAt } from './fields.ts';

// Each of its roles opens some of the procedures.
const principal = aPrincipal({ roles: ['homeowner', 'contractor', 'official'] });
const fields = inputFields();
const named = (among: typeof fields) =>
  among.map((field) => [`${field.procedure} ${field.path.join('.') || '(input)'}`, field] as const);

/** What a query would do harm with, and what is no value of any field of ours. */
const hostileValues: readonly unknown[] = [
  { $ne: null },
  { $gt: '' },
  { $where: 'sleep(1000)' },
  { $regex: '^(a+)+$' },
  [{ $ne: null }],
  [],
  () => 'code',
  Symbol('s'),
  10n,
  Number.NaN,
  Number.POSITIVE_INFINITY,
];

describe('hostile input', () => {
  let api = createTestApi();
  let fixture = fixtureOf('');

  beforeEach(async () => {
    api = createTestApi();
    const request = aRequest({ homeownerId: principal.userId });
    const property = aProperty({ ownerId: principal.userId });
    api.requests.put(request);
    await api.deps.properties.insert(property, undefined);
    const plan = aPlan({ ownerId: principal.userId, propertyId: property.id });
    await api.deps.plans.insert(plan, undefined);
    fixture = {
      ...fixtureOf(request.id),
      propertyId: property.id,
      planId: plan.id,
      suspendedId: hexId(),
      contractorId: hexId(),
    };
  });

  const validInput = (procedure: string) => rows[procedure]?.input(fixture) ?? {};
  const refusalFor = (procedure: string, input: unknown) =>
    refused(callPath(api.contextAs(principal), procedure, input));

  it('is tried on every field there is', () => {
    expect(fields.length).toBeGreaterThan(50);
    expect(new Set(fields.map(({ procedure }) => procedure)).size).toBeGreaterThanOrEqual(9);
  });

  it.each(named(fields))(
    '%s: operators and other kinds of value',
    async (_, { procedure, path, mayBeEmpty }) => {
      for (const hostile of hostileValues) {
        if (mayBeEmpty && Array.isArray(hostile) && hostile.length === 0) continue;
        const { data } = await refusalFor(procedure, withValueAt(validInput(procedure), path, hostile));
        expect(data).toMatchObject({ appCode: 'bad_input', httpStatus: 400 });
        const field = path.join('.');
        expect(data.fieldErrors?.some((error) => error.path === field || error.path.startsWith(field))).toBe(
          true,
        );
        expect(data.fieldErrors?.length).toBeLessThanOrEqual(10);
      }
    },
  );

  it.each(named(fields.filter(({ isObject }) => isObject)))(
    '%s: keys it does not know',
    async (_, { procedure, path }) => {
      for (const key of ['$where', 'constructor', 'a.b', 'role', '']) {
        const input = validInput(procedure);
        const holder = { ...objectAt(input, path), [key]: 'x' };
        const { data } = await refusalFor(procedure, withValueAt(input, path, holder));
        expect(data.appCode).toBe('bad_input');
        expect(data.fieldErrors).toContainEqual({
          path: [...path, key].join('.'),
          message: 'is not known here',
        });
      }
    },
  );

  it.each(named(fields.filter(({ isObject }) => isObject)))(
    '%s: __proto__',
    async (_, { procedure, path }) => {
      const input = validInput(procedure);
      const holder = Object.defineProperty({ ...objectAt(input, path) }, '__proto__', {
        value: { polluted: true },
        enumerable: true,
      });
      const { data } = await refusalFor(procedure, withValueAt(input, path, holder));
      expect(data.appCode).toBe('bad_input');
      expect(data.fieldErrors).toContainEqual({
        path: [...path, '__proto__'].join('.'),
        message: 'is not known here',
      });
      expect({}).not.toHaveProperty('polluted');
    },
  );

  it('names ten faults at most, however many there are', async () => {
    const many = Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`key${index}`, index]));
    const { data } = await refusalFor('homeowner.requests.list', many);
    expect(data.fieldErrors).toHaveLength(10);
  });
});
