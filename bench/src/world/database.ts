import type { Database } from '@pmp/devkit/database/database';
import { runServer } from '@pmp/devkit/database/run-server';
import { startDatabase } from '@pmp/devkit/database/start-database';
import { findProgram } from '@pmp/devkit/process/find-program';

interface Options {
  readonly dataDir: string;
  readonly env: NodeJS.ProcessEnv;
  readonly log: (line: string) => void;
}

/** A database server and what may be claimed of it. */
export interface BenchDatabase extends Database {
  /** It answers in a fraction of a millisecond; the embedded wheel takes some of them. */
  readonly isFast: boolean;
  /** It is MongoDB itself: its own time may be claimed for MongoDB. */
  readonly isMongoDb: boolean;
}

const fastServer = 'secantusd-rs';

/**
 * PMP_BENCH_MONGO="<command> <args>" (gets --port and --storage-path added), else mongod on PATH, else secantusd-rs on PATH,
 * else the embedded wheel, which explains nothing.
 */
export const startBenchDatabase = async ({ dataDir, env, log }: Options): Promise<BenchDatabase> => {
  const fast = findProgram(fastServer, env);
  const line = env['PMP_BENCH_MONGO'] ?? (findProgram('mongod', env) || fast === undefined ? '' : fast);
  const [command, ...args] = line.split(' ').filter((part) => part !== '');
  const database =
    command === undefined
      ? await startDatabase({ dataDir, env, log })
      : await runServer(
          {
            kind: 'secantus',
            name: command.split('/').at(-1) ?? command,
            command,
            args: (port, dataPath) => [
              ...args,
              '--host',
              '127.0.0.1',
              '--port',
              String(port),
              '--storage-path',
              dataPath,
              // Without it acknowledged writes are lost with the process: another product than MongoDB.
              '--sync-on-commit',
            ],
          },
          { dataDir, env, log },
        );
  const isMongoDb = database.kind === 'mongod' || database.kind === 'download';
  const named = command?.includes(fastServer) === true;
  const version = named ? database.version.replace('SecantusDB', fastServer) : database.version;
  return { ...database, version, isMongoDb, isFast: isMongoDb || named || database.kind === 'given' };
};
