import type { AppRouter } from '@pmp/api/server';
import type { inferRouterOutputs } from '@trpc/server';
import type { core } from 'zod';

type Schema = core.$ZodType;

type At<Tree, Path extends string> = Path extends `${infer Head}.${infer Rest}`
  ? Head extends keyof Tree
    ? At<Tree[Head], Rest>
    : never
  : Path extends keyof Tree
    ? Tree[Path]
    : never;
type Outputs = inferRouterOutputs<AppRouter>;

/** Calls the operation's procedure. It rejects as the procedure does. */
export type Call = (input: unknown) => Promise<unknown>;

export interface Reply {
  body: unknown;
  headers?: Record<string, string>;
}

/** What a caller sent, read and cut to what the operation knows. Nothing of it has been judged but `query`. */
export interface Sent {
  /** Body, path parameters and idempotency key together: what most procedures take. */
  input: Record<string, unknown>;
  query: Record<string, unknown>;
}

/** A row of the table: one method on one path, and the procedure that answers it. */
export interface Operation {
  method: 'GET' | 'POST' | 'PATCH';
  /** In OpenAPI's form: `/homeowner/requests/{id}`. A path parameter is a field of the procedure's input. */
  path: string;
  /** Begins the operationId, as FastAPI's do with the function's name. */
  name: string;
  summary: string;
  description?: string;
  tag: string;
  /** Dotted, as in the router. */
  procedure: string;
  /** Open to callers without a token. */
  open?: true;
  query?: Schema;
  /** The procedure's whole input schema; `name` is the component in the document. */
  body?: { schema: Schema; name: string; example: Record<string, unknown> };
  /** The field of the input that the Idempotency-Key header fills. */
  idempotency?: 'clientKey' | 'commandKey';
  status: 200 | 201;
  reply: { schema: Schema; name: string; example: Record<string, unknown>; list?: true };
  /** Refusals that this operation knows beyond those that every one may give. */
  refusals: readonly (404 | 409)[];
  answer(call: Call, sent: Sent): Promise<Reply>;
}

type Row<Path extends string> = Omit<Operation, 'answer' | 'procedure'> & {
  procedure: At<Outputs, Path> extends never ? never : Path;
  /** In place of what the procedure answers, as it is. */
  toReply?(output: At<Outputs, Path>, sent: Sent): Reply;
  /** In place of one call with the input as sent. */
  ask?(call: (input: unknown) => Promise<At<Outputs, Path>>, sent: Sent): Promise<At<Outputs, Path>>;
};

/** Types a row by its procedure: `toReply` gets what that procedure answers. */
export const operation = <const Path extends string>({ toReply, ask, ...row }: Row<Path>): Operation => ({
  ...row,
  answer: async (call, sent) => {
    // The one place where the path's type meets the router that is called by it.
    const typed = async (input: unknown) => (await call(input)) as At<Outputs, Path>;
    const output = await (ask ? ask(typed, sent) : typed(sent.input));
    return toReply ? toReply(output, sent) : { body: output };
  },
});

export const pathParameters = (path: string): string[] =>
  [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '');
