import { Agent, type IncomingHttpHeaders, type IncomingMessage, request } from 'node:http';

/** An answer, or none: what became of the request is then unknown. */
export type Answer =
  | {
      readonly kind: 'reply';
      readonly status: number;
      readonly headers: IncomingHttpHeaders;
      readonly body: string;
      readonly ms: number;
    }
  | { readonly kind: 'lost'; readonly reason: string; readonly ms: number };
export type Reply = Extract<Answer, { kind: 'reply' }>;

export interface Send {
  readonly method?: string;
  readonly path: string;
  readonly token?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON, or as it is when it is text. */
  readonly body?: unknown;
}

export interface Caller {
  send(request: Send): Promise<Answer>;
  close(): void;
}

/** Calls over kept connections. Plain node:http, so that nothing is retried behind our back. */
export function createCaller(port: number, options: { timeoutMs?: number; sockets?: number } = {}): Caller {
  const { timeoutMs = 10_000, sockets = 64 } = options;
  const agent = new Agent({ keepAlive: true, maxSockets: sockets });
  return {
    send: ({ method, path, token, headers, body }) =>
      new Promise<Answer>((resolve) => {
        const began = performance.now();
        const ms = () => performance.now() - began;
        const text = body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
        const lost = (error: Error) => {
          const code = 'code' in error && typeof error.code === 'string' ? error.code : error.message;
          resolve({ kind: 'lost', reason: code, ms: ms() });
        };
        const sent = request(
          {
            host: '127.0.0.1',
            port,
            path,
            agent,
            method: method ?? (text === undefined ? 'GET' : 'POST'),
            signal: AbortSignal.timeout(timeoutMs),
            headers: {
              ...(token !== undefined && { authorization: `Bearer ${token}` }),
              ...(text !== undefined && {
                'content-type': 'application/json',
                'content-length': Buffer.byteLength(text),
              }),
              ...headers,
            },
          },
          (message) => {
            collect(message).then(
              (whole) =>
                resolve({
                  kind: 'reply',
                  status: message.statusCode ?? 0,
                  headers: message.headers,
                  body: whole,
                  ms: ms(),
                }),
              lost,
            );
          },
        );
        sent.on('error', lost);
        sent.end(text);
      }),
    close: () => agent.destroy(),
  };
}

async function collect(message: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

/** A tRPC query, as a request. */
export const query = (path: string, input?: unknown): Send => ({
  path: `/trpc/${path}${input === undefined ? '' : `?input=${encodeURIComponent(JSON.stringify({ json: input }))}`}`,
});

/** A tRPC mutation, as a request. */
export const mutation = (path: string, input: unknown): Send => ({
  path: `/trpc/${path}`,
  body: { json: input },
});

/** What a tRPC call yielded; undefined when the reply is not a result. */
export function resultOf(reply: Reply): Record<string, unknown> | undefined {
  const found = at(parsed(reply.body), 'result', 'data', 'json');
  return isRecord(found) ? found : undefined;
}

/** The reason for which a tRPC call was refused. */
export function refusalOf(reply: Reply): string | undefined {
  const code = at(parsed(reply.body), 'error', 'json', 'data', 'appCode');
  return typeof code === 'string' ? code : undefined;
}

/** Reads a path of a parsed JSON value. */
function at(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>((holder, name) => (isRecord(holder) ? holder[name] : undefined), value);
}

/** The JSON of a reply; undefined when it is none. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
