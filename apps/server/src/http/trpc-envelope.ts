import type { AppErrorCode } from '@pmp/contracts/error';
import type { TRPCError } from '@trpc/server';
import { TRPC_ERROR_CODES_BY_KEY } from '@trpc/server/rpc';
import type { Refusal } from './refusal.ts';

const codes: Partial<Record<number, [TRPCError['code'], AppErrorCode]>> = {
  400: ['BAD_REQUEST', 'bad_input'],
  401: ['UNAUTHORIZED', 'signed_out'],
  404: ['NOT_FOUND', 'not_found'],
  413: ['PAYLOAD_TOO_LARGE', 'bad_input'],
  415: ['UNSUPPORTED_MEDIA_TYPE', 'bad_input'],
  503: ['SERVICE_UNAVAILABLE', 'unavailable'],
};

/** A refusal of the whole HTTP request in tRPC's shape. A batching client spreads a single object over its calls. */
export const refusalEnvelope = ({ statusCode, message }: Refusal, requestId: string) => {
  const [code, appCode] = codes[statusCode] ?? ['INTERNAL_SERVER_ERROR', 'internal'];
  const data = { code, httpStatus: statusCode, appCode, ...(statusCode >= 500 && { requestId }) };
  return { error: { json: { message, code: TRPC_ERROR_CODES_BY_KEY[code], data } } };
};
