import { setTimeout as wait } from 'node:timers/promises';
import type { FeedEvent } from '@pmp/contracts/live';
import type { Deps } from '../../deps.ts';
import type { OpenStream, Reader } from './streams.ts';

type Needs = Pick<Deps, 'streams' | 'clock'>;

/** Follows what concerns a person until they leave or may no longer. Takes its place at once, so a refusal is the call's. */
export const followFeed = (
  deps: Needs,
  reader: Reader,
  request: AbortSignal | undefined,
): AsyncGenerator<FeedEvent, void> => pings(deps, deps.streams.open(reader, request));

async function* pings({ streams, clock }: Needs, stream: OpenStream): AsyncGenerator<FeedEvent, void> {
  try {
    for (;;) {
      stream.signal.throwIfAborted();
      yield { topic: 'ping', at: clock.now() };
      // Rejects with an AbortError, which ends the stream without a farewell: tRPC's client would not come back after one.
      await wait(streams.pingEveryMs, undefined, { signal: stream.signal });
    }
  } finally {
    stream.close();
  }
}
