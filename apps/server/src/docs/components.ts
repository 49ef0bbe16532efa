import { type JsonSchema, jsonSchemaOf, without } from '../rest/json-schema.ts';
import { type Operation, pathParameters } from '../rest/operation.ts';
import { allowedKey } from '../rest/read-body.ts';

const text = { type: 'string' } as const;

/** FastAPI's own two, and what every other refusal looks like. */
const refusals: Record<string, JsonSchema> = {
  ValidationError: {
    title: 'ValidationError',
    type: 'object',
    properties: {
      loc: { title: 'Location', type: 'array', items: { anyOf: [text, { type: 'integer' }] } },
      msg: { title: 'Message', ...text },
      type: { title: 'Error Type', ...text },
      input: { title: 'Input' },
      ctx: { title: 'Context', type: 'object' },
    },
    required: ['loc', 'msg', 'type'],
  },
  HTTPValidationError: {
    title: 'HTTPValidationError',
    type: 'object',
    properties: {
      detail: {
        title: 'Detail',
        type: 'array',
        maxItems: 10,
        items: { $ref: '#/components/schemas/ValidationError' },
      },
    },
    required: ['detail'],
  },
  HTTPError: {
    title: 'HTTPError',
    type: 'object',
    properties: {
      detail: { title: 'Detail', ...text },
      code: { title: 'Code', ...text, description: 'On 409: why, for programs' },
      currentVersion: { title: 'Current version', type: 'integer' },
      allowedMoves: { title: 'Allowed moves', type: 'array', items: text },
      request_id: { title: 'Request id', ...text, description: 'On 5xx: quote it when asking for help' },
    },
    required: ['detail'],
  },
  Problem: {
    title: 'Problem',
    description: 'RFC 9457: what every refusal looks like to those who accept application/problem+json',
    type: 'object',
    properties: {
      type: text,
      title: text,
      status: { type: 'integer' },
      detail: text,
      errors: { type: 'array', items: { $ref: '#/components/schemas/ValidationError' } },
    },
    required: ['type', 'title', 'status', 'detail'],
  },
};

/** Unknown keys are dropped on the way in, and a reply may gain keys: neither is forbidden. What may be left out may be null. */
const opened = (schema: JsonSchema, io: 'input' | 'output'): JsonSchema => {
  const { additionalProperties: _, ...rest } = schema;
  const inner = (one: JsonSchema) => opened(one, io);
  const { properties, items, anyOf, oneOf } = rest;
  return {
    ...rest,
    ...(properties && io === 'input' && { propertyNames: { pattern: allowedKey } }),
    ...(properties && {
      properties: Object.fromEntries(
        Object.entries(properties as Record<string, JsonSchema>).map(([name, one]) => {
          const nullable = io === 'input' && !rest.required?.includes(name);
          return [name, nullable ? { anyOf: [inner(one), { type: 'null' }] } : inner(one)];
        }),
      ),
    }),
    ...(items && { items: inner(items as JsonSchema) }),
    ...(anyOf && { anyOf: anyOf.map(inner) }),
    ...(oneOf && { oneOf: oneOf.map(inner) }),
  };
};

/** Every component of the document: the operations' bodies and replies, and the refusals. */
export const components = (operations: readonly Operation[]): Record<string, JsonSchema> => {
  const schemas: Record<string, JsonSchema> = {};
  for (const { body, reply, path } of operations) {
    if (body) {
      const whole = without(jsonSchemaOf(body.schema, 'input'), pathParameters(path));
      schemas[body.name] = { title: body.name, ...opened(whole, 'input'), examples: [body.example] };
    }
    if (Object.hasOwn(schemas, reply.name)) continue;
    const answered = opened(jsonSchemaOf(reply.schema, 'output'), 'output');
    schemas[reply.name] = { title: reply.name, ...answered, examples: [reply.example] };
  }
  return { ...schemas, ...refusals };
};
