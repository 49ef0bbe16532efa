import type { Entry, EventEntry, History, Notice } from '../../src/modules/event/event.ports.ts';

import { fakeLook } from './fake-look.ts';

interface OutboxEntry extends Notice {
  subjectId: string;
  seq: number;
}

export const fakeEvents = <
  Type extends string = EventEntry['type'],
  State extends string = EventEntry['to'],
  Facts extends object = EventEntry['facts'],
>() => {
  const events = new Map<string, Entry<Type, State, Facts> & { subjectId: string }>();
  const outbox = new Map<string, OutboxEntry>();

  const historyOf = (subjectId: string) =>
    [...events.values()]
      .filter((event) => event.subjectId === subjectId)
      .map(({ subjectId: _, ...entry }) => structuredClone(entry))
      .toSorted((a, b) => a.seq - b.seq);

  const port: History<Entry<Type, State, Facts>> = {
    record: async (tails) => {
      for (const { subjectId, entries } of tails) {
        for (const { notices, ...entry } of structuredClone(entries)) {
          const key = `${subjectId}/${entry.seq}`;
          if (!events.has(key)) events.set(key, { subjectId, ...entry });
          for (const { to, kind } of notices) {
            outbox.set(`${key}/${to}/${kind}`, { subjectId, seq: entry.seq, to, kind });
          }
        }
      }
    },
    beside: (subjectId) => fakeLook(() => historyOf(subjectId)),
  };
  return {
    ...port,
    of: async (subjectId: string) => historyOf(subjectId),
    outbox: () => [...outbox.values()],
  };
};
