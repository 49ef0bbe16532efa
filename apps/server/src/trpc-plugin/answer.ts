import type { TRPCError } from '@trpc/server';
import type { TRPCResponse } from '@trpc/server/rpc';
import type { Exchange, Place } from './exchange.ts';
import { errorEnvelope } from './exchange.ts';

/** What one call is answered with. */
export interface Answer {
  /** Its envelope as JSON; throws what kept it from becoming any. */
  text(): string;
  /** Of a call that failed. */
  readonly failure?: { readonly error: TRPCError; envelope(): TRPCResponse };
}

/**
 * Writes a result as soon as it is there: while a batch waits for its slow calls, it keeps texts and not all that the others have found,
 * which the garbage collector would copy again and again.
 */
export function resultOf(exchange: Exchange, data: unknown): Answer {
  try {
    return written(JSON.stringify({ result: { data: codecOf(exchange).serialize(data) } }));
  } catch (cause) {
    return unwritable(cause);
  }
}

/** A failure is worded when the whole answer is written, as tRPC's adapter does: by then the inputs are known. */
export function failureOf(exchange: Exchange, error: TRPCError, placeOfIt: () => Place): Answer {
  let worded: ReturnType<typeof errorEnvelope> | undefined;
  const envelope = () => {
    worded ??= errorEnvelope(exchange, error, placeOfIt());
    return worded;
  };
  const text = () => JSON.stringify({ error: codecOf(exchange).serialize(envelope().error) });
  return { text, failure: { error, envelope } };
}

// Functions of their own: what one closure needs, those that stand beside it would keep, too.
const written = (text: string): Answer => ({ text: () => text });

/** Told when the whole answer is written, as tRPC's adapter does: the other calls run to their end. */
const unwritable = (cause: unknown): Answer => ({
  text: () => {
    throw cause;
  },
});

function codecOf({ options }: Exchange) {
  return options.router._def._config.transformer.output;
}
