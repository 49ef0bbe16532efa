import { join } from 'node:path';
import type { MongoClient } from 'mongodb';
import { cacheDir } from '../cache-dir.ts';
import { findProgram } from '../process/find-program.ts';
import type { Database, DatabaseOptions, DatabaseWay } from './database.ts';
import { runServer } from './run-server.ts';

const setName = 'pmp';
const downloadedVersion = '8.0.13';

/** The mongod that is installed on this machine. */
export async function startMongodOnPath(options: DatabaseOptions): Promise<Database | undefined> {
  const command = findProgram('mongod', options.env);
  if (command === undefined) return undefined;
  options.log(`Database: mongod (${command})`);
  return run('mongod', command, options);
}

/** A mongod that mongodb-memory-server-core fetches into the user's cache, some 200 MB, once. */
export async function startDownloadedMongod(options: DatabaseOptions): Promise<Database | undefined> {
  const downloadDir = join(cacheDir(options.env), 'mongod');
  options.log(`Database: mongod ${downloadedVersion}, downloaded once (about 200 MB) into ${downloadDir}`);
  try {
    const { MongoBinary } = await import('mongodb-memory-server-core/lib/util/MongoBinary.js');
    const command = await MongoBinary.getPath({ version: downloadedVersion, downloadDir });
    return await run('download', command, options);
  } catch (error) {
    options.log(`mongod could not be downloaded: ${error instanceof Error ? error.message : String(error)}`);
    return undefined;
  }
}

function run(kind: DatabaseWay, command: string, options: DatabaseOptions): Promise<Database> {
  return runServer(
    {
      kind,
      name: 'mongod',
      command,
      args: (port, dataPath) => [
        '--dbpath',
        dataPath,
        '--port',
        String(port),
        '--bind_ip',
        '127.0.0.1',
        '--replSet',
        setName,
        '--wiredTigerCacheSizeGB',
        '0.5',
        '--quiet',
        ...(process.platform === 'win32' ? [] : ['--nounixsocket']),
      ],
      prepare: beOneMemberSet,
    },
    options,
  );
}

/** Transactions and change streams need a replica set; one of a single member will do. */
async function beOneMemberSet(client: MongoClient, port: number): Promise<void> {
  const admin = client.db('admin');
  const members = [{ _id: 0, host: `127.0.0.1:${port}` }];
  const hello = await admin.command({ hello: 1 });
  if (hello['isreplicaset'] === true) {
    await admin.command({ replSetInitiate: { _id: setName, members } });
    return;
  }
  // The files know the port of the last run; another port makes the member a stranger to its own set.
  const { config } = await admin.command({ replSetGetConfig: 1 });
  if (config.members?.[0]?.host === members[0]?.host) return;
  await admin.command({
    replSetReconfig: { ...config, members, version: Number(config.version) + 1 },
    force: true,
  });
}
