import type { Entry, EventEntry, History, Relay, Tail, Tails } from '../../src/modules/event/event.ports.ts';

/** A relay that carries only when it is told to, so that a test sees the time in between. */
export const fakeRelay = <E extends Entry = EventEntry>({
  events,
  tails,
}: {
  events: Pick<History<E>, 'record'>;
  tails: Tails<E>;
}) => {
  const pushed: Tail<E>[] = [];
  const relay: Relay<E> = { push: (tail) => void pushed.push(tail) };
  return {
    ...relay,
    pushed: (): readonly Tail<E>[] => pushed,
    deliver: async () => {
      const batch = pushed.splice(0);
      await events.record(batch);
      await tails.clear(batch);
    },
  };
};
