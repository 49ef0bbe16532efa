import type { TRPCError } from '@trpc/server';
import type { TRPCResponse } from '@trpc/server/rpc';
import type { Outcome } from './call.ts';
import { placeOf } from './call.ts';
import type { Exchange, Place } from './exchange.ts';
import { errorEnvelope } from './exchange.ts';

/** What one call is answered with: an envelope. */
export interface Answer {
  /** As JSON; throws what kept the result from becoming any. */
  text(): string;
  /** Read again from the text, when it tells a result: for whoever asks. */
  envelope(): TRPCResponse;
  /** Of a call that failed. */
  readonly error?: TRPCError;
}

/**
 * Writes a result as soon as it is there: while a batch waits for its slow calls, it keeps texts and not all that the others have found,
 * which the garbage collector would copy again and again.
 */
export function answerOf(exchange: Exchange, outcome: Outcome): Answer {
  if (!outcome.ok) return failureOf(exchange, outcome.error, placeOf(outcome.call));
  const codec = codecOf(exchange);
  try {
    return resultOf(codec, JSON.stringify({ result: { data: codec.serialize(outcome.data) } }));
  } catch (cause) {
    return unwritable(outcome.data, cause);
  }
}

type Codec = ReturnType<typeof codecOf>;

function codecOf({ options }: Exchange) {
  return options.router._def._config.transformer.output;
}

// A function of its own: what a closure next to this one needs, this one would keep, too.
function resultOf({ deserialize }: Codec, text: string): Answer {
  const read: () => { result: { data?: unknown } } = () => JSON.parse(text);
  return { text: () => text, envelope: () => ({ result: { data: deserialize(read().result.data) } }) };
}

/** Told when the whole answer is written, as tRPC's adapter does: the other calls run to their end. */
function unwritable(data: unknown, cause: unknown): Answer {
  const text = () => {
    throw cause;
  };
  return { text, envelope: () => ({ result: { data } }) };
}

export function failureOf(exchange: Exchange, error: TRPCError, place: Place): Answer {
  const envelope = errorEnvelope(exchange, error, place);
  const text = () => JSON.stringify({ error: codecOf(exchange).serialize(envelope.error) });
  return { text, envelope: () => envelope, error };
}
