import { getUntypedClient } from '@trpc/client';
import type { PmpClient } from './client.ts';

/** A call by name, for tools that learn it at run time; everything else uses the typed client. */
export interface ProcedureCall {
  readonly type: 'query' | 'mutation';
  /** With dots: `homeowner.requests.list`. */
  readonly path: string;
  readonly input?: unknown;
  readonly signal?: AbortSignal;
}

/** Calls a procedure whose name is known at run time only. The answer is unchecked. */
export const callProcedure = (
  client: PmpClient,
  { type, path, input, signal }: ProcedureCall,
): Promise<unknown> => getUntypedClient(client)[type](path, input, signal && { signal });
