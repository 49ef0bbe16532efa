import { join } from 'node:path';
import { type Issuer, startIssuer } from '@pmp/devkit/issuer/start-issuer';
import { localAudience } from '@pmp/devkit/stack/start-stack';
import { type Db, MongoClient, ObjectId } from 'mongodb';
import { processTree } from '../measure/proc.ts';
import { type BenchDatabase, startBenchDatabase } from './database.ts';
import { fill } from './fill.ts';
import { type People, signIn } from './people.ts';
import type { Setting } from './programs.ts';
import { prepareDatabase, type Target, type Template } from './templates.ts';

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
    return {
      database,
      databasePids: database.pid === undefined ? [] : processTree(database.pid),
      issuer,
      people: await signIn(issuer, neighbours),
      dataDir,
      log,
      target: (dbName) => ({ mongoUrl, dbName, userNamespace: issuer.url }),
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
  /** Stores requests that nothing has moved yet; answers their ids. */
  addFresh(count: number): Promise<string[]>;
  /** Takes away what a run has written. */
  tidy(): Promise<void>;
}

interface Size {
  /** Of the reader. */
  readonly reader: number;
  /** Of everybody else. */
  readonly others: number;
}

/** More than a page for the reader, some for others: what a list finds without being asked to search. */
const usualSize: Size = { reader: 25, others: 75 };

/** A database of that size, filled with copies of what the platform itself wrote. */
export const fillDataset = async (
  world: World,
  dbName: string,
  { reader, others }: Size = usualSize,
): Promise<Dataset> => {
  const { people } = world;
  const db = world.db(dbName);
  const templates: Template[] = await prepareDatabase(world.target(dbName), people);
  const readerIds = await fill(db, { templates, owners: [people.reader.id], count: reader });
  await fill(db, { templates, owners: people.neighbours, count: others, from: reader });
  let next = reader + others;
  return {
    dbName,
    db,
    readerIds,
    addFresh: async (count) => {
      const ids = await fill(db, {
        templates,
        owners: [people.mover.id],
        count,
        from: next,
        withEvents: false,
      });
      next += count;
      return ids;
    },
    tidy: async () => {
      for (const { id } of [people.reporter, people.mover]) {
        await db.collection('requests').deleteMany({ homeownerId: new ObjectId(id) });
      }
    },
  };
};
