import type { CommandStartedEvent, Document } from 'mongodb';
import type { Connection } from '../../src/mongo/connection.ts';

interface SentCommand {
  name: string;
  collection: string;
  /** Of a find, an update or a findAndModify. */
  filters: Document[];
}

const filtersOf = ({ command }: CommandStartedEvent): Document[] => {
  if (command['filter']) return [command['filter']];
  if (command['query']) return [command['query']];
  return ((command['updates'] ?? []) as { q: Document }[]).map(({ q }) => q);
};

/** The read that keeps the memory of blocked people current: it goes by the clock and is no call's. */
const isByTheClock = ({ commandName, command }: CommandStartedEvent) =>
  commandName === 'find' && command['find'] === 'blocks' && 'sk' in command['filter'];

/** Every command that a connection sends, from now on. */
export const commandLog = ({ client }: Connection) => {
  const sent: SentCommand[] = [];
  client.on('commandStarted', (event) => {
    const { commandName: name, command } = event;
    if (isByTheClock(event)) return;
    sent.push({ name, collection: String(command[name]), filters: filtersOf(event) });
  });
  return {
    all: (): readonly SentCommand[] => sent,
    /** Leaves out what was sent before, such as what a process does once as it starts. */
    forget: () => {
      sent.length = 0;
    },
    /** The names of the commands that were sent until `call` was answered. */
    during: async (call: () => Promise<unknown>): Promise<string[]> => {
      const before = sent.length;
      await call();
      return sent.slice(before).map(({ name }) => name);
    },
  };
};
