import type { Events, Relay, Tail, Tails } from '../../src/modules/event/event.ports.ts';

/** A relay that carries only when it is told to, so that a test sees the time in between. */
export const fakeRelay = ({ events, tails }: { events: Events; tails: Tails }) => {
  const pushed: Tail[] = [];
  const relay: Relay = { push: (tail) => void pushed.push(tail) };
  return {
    ...relay,
    pushed: (): readonly Tail[] => pushed,
    deliver: async () => {
      const batch = pushed.splice(0);
      await events.record(batch);
      await tails.clear(batch);
    },
  };
};
