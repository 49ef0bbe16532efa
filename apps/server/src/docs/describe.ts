import { Id, IdempotencyKey } from '@pmp/contracts/id';
import { type JsonSchema, jsonSchemaOf, propertiesOf, without } from '../rest/json-schema.ts';
import { type Operation, pathParameters } from '../rest/operation.ts';

const refTo = (name: string) => ({ $ref: `#/components/schemas/${name}` });

const byName: Record<string, string> = {
  limit: 'At most so many; the `Link` header leads to the next ones.',
  cursor: 'Where to go on: from the `Link` header.',
  status: 'Only the requests in this state.',
};

const queryOf = ({ query }: Operation): JsonSchema => (query ? jsonSchemaOf(query, 'input') : {});

export const parametersOf = (row: Operation): object[] => [
  ...pathParameters(row.path).map((name) => ({
    name,
    in: 'path',
    required: true,
    schema: jsonSchemaOf(Id, 'input'),
  })),
  ...Object.entries(propertiesOf(queryOf(row)) ?? {}).map(([name, schema]) => ({
    name,
    in: 'query',
    required: queryOf(row).required?.includes(name) ?? false,
    ...(byName[name] !== undefined && { description: byName[name] }),
    schema,
  })),
  ...(row.idempotency
    ? [
        {
          name: 'Idempotency-Key',
          in: 'header',
          required: false,
          description: `Picked once an intention and sent again on every retry. The same as \`${row.idempotency}\`.`,
          schema: jsonSchemaOf(IdempotencyKey, 'input'),
        },
      ]
    : []),
];

export const requestBodyOf = ({ name, schema }: NonNullable<Operation['body']>, parameters: string[]) => ({
  required: (without(jsonSchemaOf(schema, 'input'), parameters).required ?? []).length > 0,
  content: { 'application/json': { schema: refTo(name) } },
});

const header = (description: string, type = 'string') => ({ description, schema: { type } });
const challenge = { 'WWW-Authenticate': header('Bearer, and what was wrong with the token') };
const retry = { 'Retry-After': header('Seconds', 'integer') };

const refusal = (description: string, name = 'HTTPError', headers?: object) => ({
  description,
  ...(headers && { headers }),
  content: {
    'application/json': { schema: refTo(name) },
    'application/problem+json': { schema: refTo('Problem') },
  },
});

const isPaged = (row: Operation) => Object.hasOwn(propertiesOf(queryOf(row)) ?? {}, 'cursor');

const replyOf = (row: Operation) => {
  const { reply, status } = row;
  return {
    description: 'Successful Response',
    ...(isPaged(row) && {
      headers: { Link: header('Where the list goes on, with rel="next"; absent at its end') },
    }),
    ...(status === 201 && { headers: { Location: header('Where it is read') } }),
    content: {
      'application/json': {
        schema: reply.list ? { type: 'array', items: refTo(reply.name) } : refTo(reply.name),
        example: reply.list ? [reply.example] : reply.example,
      },
    },
  };
};

/** Every answer that the operation may give, refusals included. */
export const responsesOf = (row: Operation): Record<string, object> => {
  const { status, open, body, query, refusals } = row;
  return {
    [status]: replyOf(row),
    400: refusal('Two Authorization headers, or a request that is no HTTP', 'HTTPError', challenge),
    401: refusal('No token where one is needed, or one that does not verify', 'HTTPError', challenge),
    ...(!open && { 403: refusal('The token is good, the role is not') }),
    ...(refusals.includes(404) && { 404: refusal('It does not exist, or it is not yours') }),
    ...(refusals.includes(409) && { 409: refusal('It has changed, or the move is not legal now') }),
    ...(body && { 413: refusal('The body is too large'), 415: refusal('The body is compressed') }),
    ...((body || query) && { 422: refusal('Validation Error', 'HTTPValidationError') }),
    429: refusal('Too many calls', 'HTTPError', retry),
    500: refusal('Our fault'),
    503: refusal('Something that this needs is away; try again', 'HTTPError', retry),
  };
};
