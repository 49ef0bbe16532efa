import type { AppErrorCode } from '@pmp/contracts/error';
import type { TRPCError } from '@trpc/server';
import { TRPC_ERROR_CODES_BY_KEY } from '@trpc/server/rpc';
import type { Refusal } from './refusal.ts';

const codes: Partial<Record<number, [TRPCError['code'], AppErrorCode]>> = {
  400: ['BAD_REQUEST', 'bad_input'],
  401: ['UNAUTHORIZED', 'signed_out'],
  404: ['NOT_FOUND', 'not_found'],
  405: ['METHOD_NOT_SUPPORTED', 'bad_input'],
  413: ['PAYLOAD_TOO_LARGE', 'bad_input'],
  415: ['UNSUPPORTED_MEDIA_TYPE', 'bad_input'],
  429: ['TOO_MANY_REQUESTS', 'too_many'],
  503: ['SERVICE_UNAVAILABLE', 'unavailable'],
};

const badRequest = ['BAD_REQUEST', 'bad_input'] as const;
const ours = ['INTERNAL_SERVER_ERROR', 'internal'] as const;

/** A refusal of the whole HTTP request in tRPC's shape. A batching client spreads a single object over its calls. */
export const refusalEnvelope = ({ statusCode, message }: Refusal, requestId: string) => {
  const [code, appCode] = codes[statusCode] ?? (statusCode < 500 ? badRequest : ours);
  const data = { code, httpStatus: statusCode, appCode, ...(statusCode >= 500 && { requestId }) };
  return { error: { json: { message, code: TRPC_ERROR_CODES_BY_KEY[code], data } } };
};
