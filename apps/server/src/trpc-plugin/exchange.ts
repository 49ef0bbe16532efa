import type { TRPCError } from '@trpc/server';
import { getTRPCErrorShape } from '@trpc/server';
import type { TRPCRequestInfo } from '@trpc/server/http';
import type { TRPCErrorResponse } from '@trpc/server/rpc';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { AnyTrpcOptions } from './options.ts';

/** One HTTP request on its way to an answer. */
export interface Exchange {
  readonly options: AnyTrpcOptions;
  readonly req: FastifyRequest;
  readonly reply: FastifyReply;
  /** Undefined when the request itself could not be read. */
  info: TRPCRequestInfo | undefined;
  /** Undefined too when `createContext` failed. */
  ctx: unknown;
}

/** Where an error happened: in one call, or in the request as a whole (then path and input are undefined). */
export interface Place {
  path: string | undefined;
  input: unknown;
  type: TRPCRequestInfo['type'];
}

export function report({ options, req, ctx }: Exchange, error: TRPCError, place: Place): void {
  options.onError?.({ ...place, error, ctx, req });
}

export function errorEnvelope({ options, ctx }: Exchange, error: TRPCError, place: Place): TRPCErrorResponse {
  return { error: getTRPCErrorShape({ ...place, config: options.router._def._config, error, ctx }) };
}
