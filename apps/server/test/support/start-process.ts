import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { openConnection } from '@pmp/api/server';
import { startIssuer } from '@pmp/devkit/issuer/start-issuer';
import { freePort } from '@pmp/devkit/net/ports';
import { localAudience } from '@pmp/devkit/stack/start-stack';
import type {} from '@pmp/devkit/vitest/mongo-global-setup';
import { inject } from 'vitest';

const entry = join(import.meta.dirname, '../../src/main.ts');

/** The server as it runs in production: a process of its own, which is sent signals. `env` adds to its environment. */
export const startProcess = async (
  env: Record<string, string> = {},
  { ready = true, port: given }: { ready?: boolean; port?: number } = {},
) => {
  const issuer = await startIssuer({
    port: 0,
    audience: localAudience,
    rolesClaim: 'https://pmp.example/roles',
    env: {},
  });
  const dbName = `pmp_http_${randomBytes(6).toString('hex')}`;
  const dataDir = await mkdtemp(join(tmpdir(), 'pmp-process-'));
  const port = given ?? (await freePort());
  const child = spawn(process.execPath, [entry], {
    cwd: dataDir,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env['PATH'],
      PORT: String(port),
      MONGO_CONNECTION_STRING: inject('mongoUrl'),
      DB_NAME: dbName,
      PMP_ISSUER: issuer.url,
      AUTH0_API_AUDIENCE: localAudience,
      PMP_DATA_DIR: dataDir,
      PMP_MODE: 'local',
      ...env,
    },
  });
  let said = '';
  child.stdout.on('data', (text: Buffer) => (said += text.toString()));
  child.stderr.on('data', (text: Buffer) => (said += text.toString()));
  const exited = new Promise<number | string>((resolve) => {
    child.once('exit', (code, signal) => resolve(code ?? signal ?? 'nothing'));
  });
  const url = `http://127.0.0.1:${port}`;
  const isReady = async () => {
    const reply = await fetch(`${url}/readyz`, {
      headers: { connection: 'close' },
      signal: AbortSignal.timeout(2_000),
    }).catch(() => undefined);
    return (await reply?.text()) !== undefined && reply?.ok === true;
  };
  const until = Date.now() + 30_000;
  // Several in a row: each worker answers for itself.
  let inRow = 0;
  while (ready && inRow < 6) {
    inRow = (await isReady()) ? inRow + 1 : 0;
    if (Date.now() > until || child.exitCode !== null) throw new Error(`The server did not start: ${said}`);
    await wait(20);
  }

  return {
    url,
    port,
    pid: child.pid ?? 0,
    /** Its exit code, or the signal that ended it. */
    exited,
    said: () => said,
    isReady,
    as: async (persona = 'hannah') => ({ authorization: `Bearer ${await issuer.mint({ persona })}` }),
    kill: (signal: NodeJS.Signals) => child.kill(signal),
    close: async () => {
      child.kill('SIGKILL');
      await exited;
      const connection = openConnection({ url: inject('mongoUrl'), dbName });
      await connection.db.dropDatabase();
      await connection.close();
      await issuer.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
};
export type ServerProcess = Awaited<ReturnType<typeof startProcess>>;
