import { randomUUID } from 'node:crypto';
import type { Document } from 'mongodb';
import { callerFor, type Target, withApi } from '../world/in-process.ts';
import type { Dataset, World } from '../world/world.ts';
import { type Examined, examinedBy } from './examined.ts';

/** What the server examined for each command of a call; undefined when it explains no such command. */
export type ExaminedCall = Readonly<Record<string, Examined | undefined>>;

const explainable = ['find', 'findAndModify', 'aggregate'];
/** What a driver adds to a command and an explain refuses. */
const additions = ['lsid', '$clusterTime', '$db', 'txnNumber', 'writeConcern', '$readPreference'];

const bare = (command: Document): Document =>
  Object.fromEntries(Object.entries(command).filter(([name]) => !additions.includes(name)));

/** A move that has been made finds nothing any more: its filter is explained as a query for what is there now. */
const asQuery = ({ query }: { query?: { _id?: unknown } } & Document): Document => ({
  find: 'requests',
  filter: { ...query, status: 'cancelled', version: 2 },
  limit: 1,
});

/** Makes each call once, through the platform itself, and has the server explain the very commands that it sent. */
export const examineCalls = (
  target: Target,
  { people }: Pick<World, 'people'>,
  dataset: Dataset,
): Promise<Readonly<Record<string, ExaminedCall>>> =>
  withApi(target, async (api, { client, db }) => {
    const sent: { name: string; command: Document }[] = [];
    client.on('commandStarted', ({ commandName: name, command }) => sent.push({ name, command }));
    const owner = callerFor(api.deps, people.reader.id, 'homeowner').homeowner.requests;
    const mover = callerFor(api.deps, people.mover.id, 'homeowner').homeowner.requests;
    const official = callerFor(api.deps, people.official.id, 'official').official.requests;
    const contractor = callerFor(api.deps, people.contractor.id, 'contractor').contractor.jobs;
    const [fresh] = await dataset.addFresh(1);
    const [one = ''] = dataset.readerIds;
    const calls: Record<string, () => Promise<unknown>> = {
      list: () => owner.list({}),
      'list by status': () => owner.list({ status: 'submitted' }),
      get: () => owner.get({ id: one }),
      move: () => mover.cancel({ id: fresh?.id ?? '', version: 1, commandKey: randomUUID() }),
      queue: () => official.list({}),
      'queue by status': () => official.list({ status: 'submitted' }),
      board: () => contractor.board({}),
    };
    const examined: Record<string, ExaminedCall> = {};
    for (const [call, make] of Object.entries(calls)) {
      sent.length = 0;
      await make();
      const found: Record<string, Examined | undefined> = {};
      const own = sent.filter(
        ({ name, command }) => explainable.includes(name) && command[name] === 'requests',
      );
      for (const { name, command } of own) {
        const explained = name === 'findAndModify' ? asQuery(command) : bare(command);
        found[name] = await db
          .command({ explain: explained, verbosity: 'executionStats' })
          .then(examinedBy)
          .catch(() => undefined);
      }
      examined[call] = found;
    }
    await dataset.tidy();
    return examined;
  });
