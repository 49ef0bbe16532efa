import type { EventEntry, Events, Notice } from '../../src/modules/event/event.ports.ts';

interface OutboxEntry extends Notice {
  subjectId: string;
  seq: number;
}

export const fakeEvents = () => {
  const events = new Map<string, EventEntry & { subjectId: string }>();
  const outbox = new Map<string, OutboxEntry>();

  const port: Events = {
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
    of: async (subjectId) =>
      [...events.values()]
        .filter((event) => event.subjectId === subjectId)
        .map(({ subjectId: _, ...entry }) => structuredClone(entry))
        .toSorted((a, b) => a.seq - b.seq),
  };
  return { ...port, outbox: () => [...outbox.values()] };
};
