import { type Operation, pathParameters } from '../rest/operation.ts';
import { components } from './components.ts';
import { parametersOf, requestBodyOf, responsesOf } from './describe.ts';

export interface OpenApiDocument {
  openapi: '3.1.0';
  info: { title: string; version: string; description: string };
  tags: { name: string; description: string }[];
  paths: Record<string, Record<string, unknown>>;
  components: { schemas: Record<string, unknown>; securitySchemes: Record<string, unknown> };
}

/** As FastAPI builds it from a function's name, its path and its method. */
const operationId = ({ name, path, method }: Operation) =>
  `${`${name}${path}`.replaceAll(/\W/g, '_')}_${method.toLowerCase()}`;

const describeOperation = (row: Operation) => {
  const parameters = parametersOf(row);
  return {
    tags: [row.tag],
    summary: row.summary,
    ...(row.description !== undefined && { description: row.description }),
    operationId: operationId(row),
    ...(parameters.length > 0 && { parameters }),
    ...(row.body && { requestBody: requestBodyOf(row.body, pathParameters(row.path)) }),
    responses: responsesOf(row),
    ...(!row.open && { security: [{ HTTPBearer: [] }] }),
  };
};

/** The OpenAPI document of the table: the same rows that are served, so neither can be without the other. */
export const openApiDocument = (operations: readonly Operation[], version: string): OpenApiDocument => {
  const paths: OpenApiDocument['paths'] = {};
  for (const row of operations) {
    paths[row.path] = { ...paths[row.path], [row.method.toLowerCase()]: describeOperation(row) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Property Maintenance Platform',
      version,
      description:
        'A homeowner reports what is broken, and follows it. Contractors say what they do and where, and repair it; officials oversee. Times are ISO 8601 in UTC, amounts are in minor units (cents); keys that are not known are passed over.',
    },
    tags: [
      { name: 'homeowner', description: "The signed-in homeowner's own requests and properties" },
      { name: 'contractor', description: "The signed-in contractor's own profile and jobs" },
      { name: 'official', description: "The requests of the signed-in official's jurisdiction, and people" },
      { name: 'public', description: 'Open to everybody' },
    ],
    paths,
    components: {
      schemas: components(operations),
      securitySchemes: { HTTPBearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
    },
  };
};
