import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type Issuer, startIssuer } from '@pmp/devkit/issuer/start-issuer';
import { localAudience } from '@pmp/devkit/stack/start-stack';
import { type Db, MongoClient, ObjectId } from 'mongodb';
import { processTree } from '../measure/proc.ts';
import { type BenchDatabase, startBenchDatabase } from './database.ts';
import { fill, type Stored } from './fill.ts';
import type { Target } from './in-process.ts';
import { type People, signIn } from './people.ts';
import type { Setting } from './programs.ts';
import { makeTemplates, prepareDatabase, type Stage, type Template } from './templates.ts';

const rolesClaim = 'https://pmp.example/roles';

export interface WorldOptions {
  readonly dataDir: string;
  readonly env: NodeJS.ProcessEnv;
  readonly log: (line: string) => void;
}

/** Database, issuer and people: what stands while programs come and go. */
export interface World {
  readonly database: BenchDatabase;
  readonly databasePids: readonly number[];
  readonly issuer: Issuer;
  readonly people: People;
  readonly templates: readonly Template[];
  readonly dataDir: string;
  readonly log: (line: string) => void;
  target(dbName: string): Target;
  db(dbName: string): Db;
  /** What a program is started with. */
  setting(dbName: string): Setting;
  stop(): Promise<void>;
}

const neighbours = 20;

export const startWorld = async ({ dataDir, env, log }: WorldOptions): Promise<World> => {
  const undo: (() => unknown)[] = [];
  const stop = async () => {
    for (const step of undo.splice(0).reverse()) await step();
  };
  try {
    const issuer = await startIssuer({ port: 0, audience: localAudience, rolesClaim, env: {} });
    undo.push(() => issuer.stop());
    const database = await startBenchDatabase({ dataDir: join(dataDir, 'db'), env, log });
    undo.push(() => database.stop());
    const client = new MongoClient(database.url);
    undo.push(() => client.close());
    const { url: mongoUrl } = database;
    const people = await signIn(issuer, neighbours);
    const target = (dbName: string): Target => ({ mongoUrl, dbName, userNamespace: issuer.url });
    return {
      database,
      databasePids: database.pid === undefined ? [] : processTree(database.pid),
      issuer,
      people,
      templates: await makeTemplates(target('bench_templates'), people),
      dataDir,
      log,
      target,
      db: (dbName) => client.db(dbName),
      setting: (dbName) => ({
        mongoUrl,
        dbName,
        issuer: issuer.url,
        audience: localAudience,
        rolesClaim,
        dataDir,
        env,
      }),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
};

/** A filled database for a program, and what its workloads need of it. */
export interface Dataset {
  readonly dbName: string;
  readonly db: Db;
  /** The reader's, newest first. */
  readonly readerIds: readonly string[];
  /** Stores requests of the mover's that nothing has moved since. */
  addFresh(count: number, stage?: Stage): Promise<Stored[]>;
  /** Takes away what a run has written. */
  tidy(): Promise<void>;
  /** Settles when the platform has relayed all that its writes owe; throws where that takes too long. */
  relayed(): Promise<void>;
}

interface Size {
  /** Of the reader. */
  readonly reader: number;
  /** Of everybody else. */
  readonly others: number;
  /** Their history, too; unless told they have one. */
  readonly events?: boolean;
}

const relayedWithinMs = 20_000;
const relayPollMs = 50;

/** More than a page for the reader, and on the board: what a list finds without being asked to search. */
const usualSize: Size = { reader: 25, others: 75 };

/** A database of that size, filled with copies of what the platform itself wrote. */
export const fillDataset = async (
  world: World,
  dbName: string,
  { reader, others, events: withEvents = true }: Size = usualSize,
): Promise<Dataset> => {
  const { people, templates } = world;
  const db = world.db(dbName);
  await prepareDatabase(world.target(dbName), people);
  const ofReader = await fill(db, { templates, owners: [people.reader.id], count: reader, withEvents });
  await fill(db, { templates, owners: people.neighbours, count: others, from: reader, withEvents });
  let next = reader + others;
  let fresh: Stored[] = [];
  let since = new Date();
  return {
    dbName,
    db,
    readerIds: ofReader.map(({ id }) => id),
    addFresh: async (count, stage = 'submitted') => {
      const stored = await fill(db, {
        templates: templates.filter((one) => one.stage === stage),
        owners: [people.mover.id],
        count,
        from: next,
        withEvents: false,
      });
      next += count;
      fresh.push(...stored);
      return stored;
    },
    tidy: async () => {
      for (const { id } of [people.reporter, people.mover]) {
        await db.collection('requests').deleteMany({ homeownerId: new ObjectId(id) });
      }
      const quoted = fresh.filter(({ quoteId }) => quoteId !== '').map(({ id }) => new ObjectId(id));
      if (quoted.length > 0) await db.collection('quotes').deleteMany({ requestId: { $in: quoted } });
      // What the relay has made of it: every run would find more of it otherwise.
      for (const history of ['events', 'quoteEvents']) {
        await db.collection(history).deleteMany({ at: { $gte: since } });
      }
      await db.collection('outbox').deleteMany({ createdAt: { $gte: since } });
      since = new Date();
      fresh = [];
    },
    relayed: async () => {
      const owes = async (name: string) =>
        (await db.collection(name).findOne({ relayDueAt: { $lte: new Date() } })) !== null;
      const patientUntil = performance.now() + relayedWithinMs;
      while ((await owes('requests')) || (await owes('quotes'))) {
        if (performance.now() > patientUntil) {
          throw new Error(`Events were not relayed within ${relayedWithinMs} ms.`);
        }
        await wait(relayPollMs);
      }
    },
  };
};
