import { join } from 'node:path';
import { startGuarded } from '../process/guarded.ts';
import { lineLog } from '../process/line-log.ts';
import { UserError } from '../user-error.ts';

export type RunningServer = {
  url: string;
  pid: number;
  /** Settles, with its last words, when the server is gone. */
  ended: Promise<string>;
  stop(): Promise<void>;
};

export type ServerOptions = {
  /** The file that Node runs. */
  entry: string;
  /** Restart when a source file changes. */
  watch?: boolean;
  port: number;
  env: NodeJS.ProcessEnv;
  cwd: string;
  dataDir: string;
  readyWithinMs?: number;
  /** What the server cannot do without; when it ends before the server is ready, this fails with its words. */
  needs?: Promise<string>;
  /** Each line of its log. */
  onLine?: (line: string) => void;
};

/** Runs the platform's server as a child and waits until it says that it is ready. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { entry, port, env, cwd, readyWithinMs = 60_000 } = options;
  const url = `http://127.0.0.1:${port}`;
  const log = lineLog(join(options.dataDir, 'server.log'), 8);
  const server = await startGuarded({
    command: process.execPath,
    args: [...(options.watch ? ['--watch-preserve-output', '--watch'] : []), entry],
    cwd,
    env: { ...env, PORT: String(port) },
    stopAfterMs: 15_000,
    onLine: (line) => {
      log.write(line);
      options.onLine?.(line);
    },
  });
  let gone = false;
  const ended = server.exited.then((code) => {
    gone = true;
    log.close();
    return `The server ended with ${code} ${log.tail()}`;
  });
  let lack: string | undefined;
  void options.needs?.then((words) => {
    lack = words;
  });
  const deadline = Date.now() + readyWithinMs;
  while (!(await isReady(url))) {
    if (lack !== undefined) {
      await server.stop();
      throw new UserError(lack);
    }
    if (gone) throw new UserError(await ended);
    if (Date.now() > deadline) {
      await server.stop();
      throw new UserError(`The server was not ready in time ${log.tail()}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return { url, pid: server.pid, ended, stop: () => server.stop() };
}

async function isReady(url: string): Promise<boolean> {
  try {
    const response = await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(2_000) });
    await response.body?.cancel();
    return response.ok;
  } catch {
    return false;
  }
}
