/** What this package asks of `fetch`; the global one fits. */
export type Fetch = (url: string, init: FetchInit) => Promise<FetchAnswer>;

export interface FetchInit {
  method: string;
  headers: Record<string, string>;
  body?: string;
  signal?: AbortSignal;
}

export interface FetchAnswer {
  readonly ok: boolean;
  readonly status: number;
  text(): Promise<string>;
}

/** No answer of the platform came back: the network failed, or something between answered in its place. */
export class UnreachableError extends Error {
  override readonly name = 'UnreachableError';
  /** The status of whoever answered instead; undefined when nobody did. */
  readonly status: number | undefined;

  constructor(message: string, options: { status?: number; cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.status = options.status;
  }
}

interface Answer {
  readonly ok: boolean;
  readonly status: number;
  json(): Promise<unknown>;
}

interface Asked {
  readonly method?: string | undefined;
  readonly headers?: unknown;
  readonly body?: unknown;
  readonly signal?: AbortSignal | null | undefined;
}

/**
 * A fetch for tRPC's link that tells "nobody answered" and "that was not the platform" from everything else that can
 * go wrong in a call. An abort needs no care here: the retry link has ended the call by then.
 */
export const answeringFetch =
  (given?: Fetch) =>
  async (url: unknown, asked: Asked = {}): Promise<Answer> => {
    const signal = asked.signal ?? undefined;
    const init: FetchInit = {
      method: asked.method ?? 'GET',
      headers: { ...(asked.headers as Record<string, string>) },
      ...(typeof asked.body === 'string' && { body: asked.body }),
      ...(signal && { signal }),
    };
    const host = /^https?:\/\/[^/]+/.exec(String(url))?.[0];
    const at = host === undefined ? '' : ` at ${host}`;
    const orUnreachable = (cause: unknown): never => {
      throw new UnreachableError(`The platform${at} cannot be reached`, { cause });
    };
    // Looked up at each call: a page may wrap the global one later.
    const ask: Fetch = given ?? ((to, how) => globalThis.fetch(to, how));
    const answer = await ask(String(url), init).catch(orUnreachable);
    const { ok, status } = answer;
    return {
      ok,
      status,
      json: async () => {
        const text = await answer.text().catch(orUnreachable);
        try {
          const parsed: unknown = JSON.parse(text);
          return parsed;
        } catch (cause) {
          throw new UnreachableError(`What answers${at} is not the platform (HTTP ${status})`, {
            status,
            cause,
          });
        }
      },
    };
  };
