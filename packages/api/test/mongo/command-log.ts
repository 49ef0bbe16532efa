import type { CommandStartedEvent, Document } from 'mongodb';
import type { Connection } from '../../src/mongo/connection.ts';

/** What a command asks of a collection: one that takes looks along asks several. */
interface Asked {
  collection: string;
  filter: Document;
}

interface SentCommand {
  name: string;
  collection: string;
  /** Of a find, an update or a findAndModify, or of a read with looks. */
  filters: Asked[];
}

/** What a read with looks is made of. `$set` leaves ids where the looks that go by them find them. */
const knownStages = ['$match', '$sort', '$limit', '$project', '$set', '$lookup'];

/** The filters of a read with looks, its own and theirs. `joined` is the field that a look goes by. */
const askedBy = (collection: string, pipeline: Document[], joined: Document = {}): Asked[] => {
  const unknown = pipeline.flatMap((stage) => Object.keys(stage)).filter((one) => !knownStages.includes(one));
  if (unknown.length > 0) throw new Error(`Nothing is known of what ${unknown.join()} asks`);
  const filter = { ...joined, ...(pipeline[0]?.['$match'] as Document | undefined) };
  if (Object.keys(filter).length === 0) throw new Error(`A read of all of ${collection}`);
  const looks = pipeline.flatMap((stage) => (stage['$lookup'] ? [stage['$lookup'] as Document] : []));
  return [
    { collection, filter },
    ...looks.flatMap(({ from, foreignField, pipeline: own = [] }) =>
      askedBy(String(from), own as Document[], { [String(foreignField)]: 'joined' }),
    ),
  ];
};

const filtersOf = ({ commandName, command }: CommandStartedEvent): Asked[] => {
  const collection = String(command[commandName]);
  if (commandName === 'aggregate') return askedBy(collection, command['pipeline'] as Document[]);
  const updates = ((command['updates'] ?? []) as { q: Document }[]).map(({ q }) => q);
  const own = (command['filter'] ?? command['query']) as Document | undefined;
  return (own ? [own] : updates).map((filter) => ({ collection, filter }));
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
