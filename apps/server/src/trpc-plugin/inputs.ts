import { TRPCError } from '@trpc/server';

/** The inputs of one request's calls, parsed once, when the first procedure asks. */
export interface Inputs {
  /** The input of a call; throws BAD_REQUEST, the same error to every call, when the request's text is at fault. */
  read(index: number): unknown;
  /** The input when it has been read already; never parses. */
  known(index: number): unknown;
}

interface Source {
  /** The JSON text; undefined when the request carries none. */
  text(): string | undefined;
  /** How many calls share the text as an object keyed by index; undefined when the text is the one input itself. */
  batchOf: number | undefined;
  deserialize(value: unknown): unknown;
}

export function lazyInputs(source: Source): Inputs {
  let inputs: unknown[] | undefined;
  let failure: TRPCError | undefined;

  function all(): unknown[] {
    if (failure) throw failure;
    try {
      inputs ??= parse(source);
      return inputs;
    } catch (cause) {
      failure = asBadRequest(cause);
      throw failure;
    }
  }

  return { read: (index) => all()[index], known: (index) => inputs?.[index] };
}

function parse({ text, batchOf, deserialize }: Source): unknown[] {
  const json = text();
  if (json === undefined) return [];
  const parsed: unknown = JSON.parse(json);
  if (batchOf === undefined) return [deserialize(parsed)];

  if (!isRecord(parsed)) {
    const message = '"input" needs to be an object when doing a batch call';
    throw new TRPCError({ code: 'BAD_REQUEST', message });
  }
  return Array.from({ length: batchOf }, (_, index) => {
    const input = parsed[index];
    return input === undefined ? undefined : deserialize(input);
  });
}

function isRecord(value: unknown): value is Record<number, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function asBadRequest(cause: unknown): TRPCError {
  if (cause instanceof TRPCError) return cause;
  const message = cause instanceof Error ? cause.message : 'Invalid input';
  return new TRPCError({ code: 'BAD_REQUEST', message, cause });
}
