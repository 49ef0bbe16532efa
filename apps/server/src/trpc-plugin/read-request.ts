import { TRPCError } from '@trpc/server';
import type { TRPCRequestInfo } from '@trpc/server/http';
import { parseConnectionParamsFromString } from '@trpc/server/http';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Exchange } from './exchange.ts';
import { lazyInputs } from './inputs.ts';
import { findProcedure } from './procedures.ts';

/** Which calls a request makes, without reading their inputs. Throws what is wrong with the request as a whole. */
export function readRequest({ options, req, reply }: Exchange, path: string): TRPCRequestInfo {
  const { router, maxBatchSize } = options;
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
  return new RequestInfo(reply, {
    isBatchCall,
    calls,
    type: typeOf(calls),
    connectionParams: connectionParams === null ? null : parseConnectionParamsFromString(connectionParams),
  });
}

type Read = Pick<TRPCRequestInfo, 'isBatchCall' | 'calls' | 'type' | 'connectionParams'>;

/**
 * A class for the sake of `url` and `signal`, which are seldom asked for: a getter in an object literal gives each object a hidden class of
 * its own, which V8 keeps among the old objects. That was a fifth of the cost of an empty call.
 */
class RequestInfo implements TRPCRequestInfo {
  readonly isBatchCall: boolean;
  /** jsonl streaming is off: whoever asks for it gets an ordinary answer. */
  readonly accept = null;
  readonly calls: TRPCRequestInfo['calls'];
  readonly type: TRPCRequestInfo['type'];
  readonly connectionParams: TRPCRequestInfo['connectionParams'];
  readonly #reply: FastifyReply;
  #signal: AbortSignal | undefined;

  constructor(reply: FastifyReply, { isBatchCall, calls, type, connectionParams }: Read) {
    this.isBatchCall = isBatchCall;
    this.calls = calls;
    this.type = type;
    this.connectionParams = connectionParams;
    this.#reply = reply;
  }

  get url(): URL | null {
    const { raw, protocol, host } = this.#reply.request;
    return URL.parse(raw.url ?? '', `${protocol}://${host || 'localhost'}`);
  }

  get signal(): AbortSignal {
    this.#signal ??= abortOnClose(this.#reply);
    return this.#signal;
  }
}

/** `close` also follows a complete answer; only a client that left before it aborts. */
function abortOnClose({ raw }: FastifyReply): AbortSignal {
  const controller = new AbortController();
  const close = () => {
    if (!raw.writableEnded) controller.abort();
  };
  if (raw.closed) close();
  else raw.once('close', close);
  return controller.signal;
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
