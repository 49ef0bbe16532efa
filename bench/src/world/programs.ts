import { fileURLToPath } from 'node:url';
import { freePort } from '@pmp/devkit/net/ports';
import { startGuarded } from '@pmp/devkit/process/guarded';
import { processTree } from '../measure/proc.ts';
import { fastapiCommand } from './python-env.ts';

export type ProgramName = 'ours' | 'hand-written' | 'trpc' | 'hono' | 'orpc' | 'fastapi';

/** How a program is spoken to. */
export type Protocol = 'pmp' | 'rest' | 'trpc' | 'orpc' | 'fastapi';

/** A running server under measurement. */
export interface Program {
  readonly name: ProgramName;
  readonly protocol: Protocol;
  readonly port: number;
  /** Its processes: the first one and all that it started. */
  readonly pids: readonly number[];
  stop(): Promise<void>;
}

/** What all programs are told alike. */
export interface Setting {
  readonly mongoUrl: string;
  readonly dbName: string;
  readonly issuer: string;
  readonly audience: string;
  readonly rolesClaim: string;
  readonly dataDir: string;
  readonly env: NodeJS.ProcessEnv;
}

interface StartOptions {
  readonly workers?: number;
  /** Node flags, for a look inside. */
  readonly nodeArgs?: readonly string[];
  readonly extraEnv?: Readonly<Record<string, string>>;
}

const fileOf = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const entries: Record<Exclude<ProgramName, 'fastapi'>, { file: string; protocol: Protocol }> = {
  ours: { file: fileOf('../apps/server/src/main.ts'), protocol: 'pmp' },
  'hand-written': { file: fileOf('peers/hand-written.ts'), protocol: 'rest' },
  trpc: { file: fileOf('peers/stock-trpc.ts'), protocol: 'trpc' },
  hono: { file: fileOf('peers/hono.ts'), protocol: 'rest' },
  orpc: { file: fileOf('peers/orpc.ts'), protocol: 'orpc' },
};

const readyWithinMs = 30_000;

/** Starts a program as it runs in production, apart from the local issuer, and with no limit on what one person may do. */
export const startProgram = async (
  name: ProgramName,
  setting: Setting,
  { workers = 1, nodeArgs = [], extraEnv = {} }: StartOptions = {},
): Promise<Program> => {
  const port = await freePort();
  const { command, args } =
    name === 'fastapi'
      ? await fastapiCommand(setting.env, { port, workers })
      : { command: process.execPath, args: [...nodeArgs, entries[name].file] };
  const lines: string[] = [];
  const guarded = await startGuarded({
    command,
    args,
    // Away from any .env of the person who runs this.
    cwd: setting.dataDir,
    onLine: (line) => {
      if (lines.push(line) > 40) lines.shift();
    },
    env: {
      ...setting.env,
      NODE_ENV: 'production',
      // Only for the local issuer: production takes https issuers alone.
      PMP_MODE: 'local',
      PMP_LOG_LEVEL: 'info',
      PMP_HOST: '127.0.0.1',
      PORT: String(port),
      WEB_CONCURRENCY: String(workers),
      PMP_DATA_DIR: `${setting.dataDir}/${name}`,
      MONGO_CONNECTION_STRING: setting.mongoUrl,
      DB_NAME: setting.dbName,
      PMP_ISSUER: setting.issuer,
      PMP_ROLES_CLAIM: setting.rolesClaim,
      AUTH0_API_AUDIENCE: setting.audience,
      PMP_LIMIT_ANONYMOUS: '0',
      PMP_LIMIT_SIGNED_IN: '0',
      PMP_LIMIT_REQUESTS_A_DAY: '0',
      PMP_LIMIT_PROPERTIES: '0',
      PMP_LIMIT_PLANS: '0',
      // Looked at for each request, and never reached: more processes than cores are busy, and refused calls would be cheap.
      PMP_MAX_LOOP_DELAY_MS: '60000',
      ...extraEnv,
    },
  });
  let gone = false;
  void guarded.exited.then(() => {
    gone = true;
  });
  const deadline = Date.now() + readyWithinMs;
  while (!(await answers(port, name === 'ours' ? '/readyz' : '/ping'))) {
    if (gone || Date.now() > deadline) {
      await guarded.stop();
      throw new Error(`${name} did not start:\n${lines.join('\n')}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  // Workers that come up late would otherwise not be counted.
  if (workers > 1) await new Promise((resolve) => setTimeout(resolve, 3_000));
  const protocol = name === 'fastapi' ? 'fastapi' : entries[name].protocol;
  return { name, protocol, port, pids: processTree(guarded.pid), stop: () => guarded.stop() };
};

const answers = async (port: number, path: string): Promise<boolean> => {
  try {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, { signal: AbortSignal.timeout(2_000) });
    await response.body?.cancel();
    return response.ok;
  } catch {
    return false;
  }
};
