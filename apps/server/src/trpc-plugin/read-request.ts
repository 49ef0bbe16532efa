import type { AnyTRPCRouter } from '@trpc/server';
import { TRPCError } from '@trpc/server';
import type { TRPCRequestInfo } from '@trpc/server/http';
import { parseConnectionParamsFromString } from '@trpc/server/http';
import type { FastifyRequest } from 'fastify';
import { lazyInputs } from './inputs.ts';
import { findProcedure } from './procedures.ts';

interface Limits {
  router: AnyTRPCRouter;
  maxBatchSize?: number | undefined;
}

/** Which calls a request makes, without reading their inputs. Throws what is wrong with the request as a whole. */
export function readRequest(
  { router, maxBatchSize }: Limits,
  req: FastifyRequest,
  path: string,
  signal: AbortSignal,
): TRPCRequestInfo {
  refuseOtherContentTypes(req);

  const query = new URLSearchParams(queryOf(req.raw.url));
  const isBatchCall = query.get('batch') === '1';
  const paths = isBatchCall ? path.split(',') : [path];
  if (isBatchCall && maxBatchSize !== undefined && paths.length > maxBatchSize) {
    throw new TRPCError({ code: 'BAD_REQUEST', message: 'Batch call exceeds maximum size' });
  }

  const { input } = router._def._config.transformer;
  const inputs = lazyInputs({
    text: () => (req.method === 'GET' ? query.get('input') || undefined : bodyText(req.body)),
    batchOf: isBatchCall ? paths.length : undefined,
    deserialize: (value) => input.deserialize(value),
  });

  const calls: TRPCRequestInfo['calls'] = [];
  for (const [batchIndex, name] of paths.entries()) {
    calls.push({
      batchIndex,
      path: name,
      procedure: findProcedure(router, name),
      getRawInput: async () => inputs.read(batchIndex),
      result: () => inputs.known(batchIndex),
    });
  }

  const connectionParams = query.get('connectionParams');
  return new RequestInfo(req, {
    isBatchCall,
    calls,
    type: typeOf(calls),
    connectionParams: connectionParams === null ? null : parseConnectionParamsFromString(connectionParams),
    signal,
  });
}

type Read = Pick<TRPCRequestInfo, 'isBatchCall' | 'calls' | 'type' | 'connectionParams' | 'signal'>;

/**
 * A class for the sake of `url`, which is seldom asked for: a getter in an object literal gives each object a hidden class of its own, which
 * V8 keeps among the old objects. That was a fifth of the cost of an empty call.
 */
class RequestInfo implements TRPCRequestInfo {
  readonly isBatchCall: boolean;
  /** jsonl streaming is off: whoever asks for it gets an ordinary answer. */
  readonly accept = null;
  readonly calls: TRPCRequestInfo['calls'];
  readonly type: TRPCRequestInfo['type'];
  readonly connectionParams: TRPCRequestInfo['connectionParams'];
  readonly signal: AbortSignal;
  readonly #req: FastifyRequest;

  constructor(req: FastifyRequest, { isBatchCall, calls, type, connectionParams, signal }: Read) {
    this.isBatchCall = isBatchCall;
    this.calls = calls;
    this.type = type;
    this.connectionParams = connectionParams;
    this.signal = signal;
    this.#req = req;
  }

  get url(): URL | null {
    const { raw, protocol, host } = this.#req;
    return URL.parse(raw.url ?? '', `${protocol}://${host || 'localhost'}`);
  }
}

/** Fastify decoded the parameter once already; tRPC decodes it again, and clients may rely on it. */
export function decodePath(path: string): string {
  if (!path.includes('%')) return path;
  try {
    return decodeURIComponent(path);
  } catch (cause) {
    throw new TRPCError({ code: 'BAD_REQUEST', message: `Invalid URL-encoding in path "${path}"`, cause });
  }
}

/** JSON only. A GET has no body, so what its header says about one does not matter. */
function refuseOtherContentTypes(req: FastifyRequest): void {
  if (req.method === 'GET') return;
  const header = req.headers['content-type'];
  if (header === 'application/json' || header?.split(';', 1)[0]?.trim().toLowerCase() === 'application/json')
    return;
  const message =
    header === undefined ? 'Missing content-type header' : `Unsupported content-type "${header}`;
  throw new TRPCError({ code: 'UNSUPPORTED_MEDIA_TYPE', message });
}

function queryOf(url = ''): string {
  const start = url.indexOf('?');
  if (start === -1) return '';
  const end = url.indexOf('#', start);
  return url.slice(start + 1, end === -1 ? undefined : end);
}

/** As `Request.json()` reads it: without a byte order mark, and an absent body is an empty, malformed one. */
function bodyText(body: unknown): string {
  if (typeof body !== 'string') return '';
  return body.startsWith('\uFEFF') ? body.slice(1) : body;
}

function typeOf(calls: TRPCRequestInfo['calls']): TRPCRequestInfo['type'] {
  let type: TRPCRequestInfo['type'] = 'unknown';
  for (const { procedure } of calls) {
    if (!procedure || procedure._def.type === type) continue;
    if (type !== 'unknown') throw mixed(calls);
    type = procedure._def.type;
  }
  return type;
}

function mixed(calls: TRPCRequestInfo['calls']): TRPCError {
  const types = new Set(calls.flatMap(({ procedure }) => procedure?._def.type ?? []));
  const message = `Cannot mix procedure types in call: ${[...types].join(', ')}`;
  return new TRPCError({ code: 'BAD_REQUEST', message });
}
