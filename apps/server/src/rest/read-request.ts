import type { FieldError } from '@pmp/contracts/error';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { lastValue } from '../http/last-value.ts';
import { type Issue, type Judged, type Locate, toIssues, toValueIssue } from './issue.ts';
import { jsonSchemaOf, propertiesOf, without } from './json-schema.ts';
import { type Operation, pathParameters, type Sent } from './operation.ts';
import { forbidden, isForbiddenKey, knownOf, readBody } from './read-body.ts';

const keyHeader = 'idempotency-key';

/** A request as an operation understood it. With faults, `input` is nothing that a procedure could take. */
export interface Understood {
  sent: Sent;
  faults: Issue[];
  /** For wording what the procedure says about the input. */
  judged: Judged;
}

/** Prepares, once an operation, how its requests are read. */
export const readerFor = (row: Operation) => {
  const parameters = pathParameters(row.path);
  const bodySchema = row.body && without(jsonSchemaOf(row.body.schema, 'input'), parameters);
  const querySchema = row.query ? jsonSchemaOf(row.query, 'input') : {};
  const bodyRequired = (bodySchema?.required ?? []).length > 0;
  const integers = Object.entries(propertiesOf(querySchema) ?? {})
    .filter(([, { type }]) => type === 'integer')
    .map(([name]) => name);

  const judgedQuery = (query: unknown): Judged => ({
    input: query,
    schema: querySchema,
    locate: (path) => ['query', ...path],
  });

  const readQuery = (request: FastifyRequest) => {
    const faults: Issue[] = [];
    const query: Record<string, unknown> = {};
    for (const [name, value] of Object.entries(request.query as Record<string, unknown>)) {
      if (isForbiddenKey(name)) faults.push(forbidden(['query', name], value));
      const text = lastValue(value);
      const whole = integers.includes(name) && typeof text === 'string' && /^[+-]?\d+$/.test(text);
      query[name] = whole ? Number(text) : text;
    }
    if (!row.query || faults.length > 0) return { query: {}, faults };
    const parsed = z.safeParse(row.query, query);
    return parsed.success
      ? { query: parsed.data as Record<string, unknown>, faults }
      : { query: {}, faults: toIssues(parsed.error, judgedQuery(query)) };
  };

  const readInput = (request: FastifyRequest) => {
    if (!bodySchema) return { input: {}, faults: [] };
    const bytes = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    if (bytes.length === 0 && !bodyRequired) return { input: {}, faults: [] };
    const body = readBody(bytes, request.headers['content-type']);
    if ('faults' in body) return { input: {}, faults: body.faults };
    return { input: knownOf(bodySchema, body.value) as Record<string, unknown>, faults: [] };
  };

  return (request: FastifyRequest): Understood => {
    const { query, faults: queryFaults } = readQuery(request);
    const { input, faults: bodyFaults } = readInput(request);
    const header = request.headers[keyHeader];
    // Quotes are the draft standard's; most clients leave them out. A key in the body says the same and wins.
    const key = typeof header === 'string' ? header.replace(/^"(.*)"$/s, '$1') : undefined;
    const byHeader = row.idempotency !== undefined && key !== undefined && !(row.idempotency in input);
    const locate: Locate = (path) =>
      byHeader && path[0] === row.idempotency ? ['header', keyHeader] : ['body', ...path];
    const whole = {
      ...input,
      ...(byHeader && row.idempotency !== undefined && { [row.idempotency]: key }),
      ...(request.params as Record<string, string>),
    };
    return {
      sent: { input: whole, query },
      faults: [...queryFaults, ...bodyFaults],
      judged: row.query ? judgedQuery(query) : { input: whole, schema: bodySchema ?? {}, locate },
    };
  };
};

/** What a use case says about the fields of an input, by their dotted paths. */
export const fieldIssues = (errors: readonly FieldError[], judged: Judged): Issue[] =>
  errors.map(({ path, message }) =>
    toValueIssue(message, path === '' ? [] : path.split('.').map(stepOf), judged),
  );

/** A number leads into a list. */
const stepOf = (step: string) => (/^\d+$/.test(step) ? Number(step) : step);
