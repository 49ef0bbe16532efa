import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export type GuardedOptions = {
  command: string;
  args: readonly string[];
  cwd?: string;
  env: NodeJS.ProcessEnv;
  /** How long a polite stop may take before force; 10 s unless told. */
  stopAfterMs?: number;
  /** Each line that the process writes to stdout or stderr. */
  onLine?: (line: string) => void;
};

/** A running server process whose life ends with ours. */
export type Guarded = {
  pid: number;
  /** Settles with the exit code once the process is gone. */
  exited: Promise<number>;
  stop(): Promise<void>;
};

const guardMain = fileURLToPath(new URL('./guard-main.ts', import.meta.url));

/**
 * Starts a process under a guard, so that it dies with us even when we are killed with -9. The guard has its own
 * process group: a Ctrl-C in the terminal reaches only us, and we stop our servers in the right order.
 */
export async function startGuarded(options: GuardedOptions): Promise<Guarded> {
  const guard = spawn(process.execPath, [guardMain], {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    detached: true,
    env: options.env,
  });
  const streams = [guard.stdout, guard.stderr].filter((stream) => stream !== null);
  const allSaid = Promise.all(
    streams.map((input) => {
      const lines = createInterface({ input }).on('line', (line) => options.onLine?.(line));
      return new Promise((resolve) => lines.once('close', resolve));
    }),
  );
  const guardGone = new Promise<{ code: number; killed: boolean }>((resolve) => {
    // More than one may come, for instance of an order that could not be sent.
    guard.on('error', () => resolve({ code: 1, killed: false }));
    guard.once('exit', (code) => resolve({ code: code ?? 1, killed: code === null }));
  });
  const pid = new Promise<number>((resolve, reject) => {
    guard.once('message', (message: { pid?: number; error?: string }) => {
      if (message.pid !== undefined) resolve(message.pid);
      else
        reject(new Error(`${options.command} could not be started: ${message.error ?? 'no reason given'}`));
    });
    void guardGone.then(({ code }) => reject(new Error(`${options.command} ended at once with ${code}`)));
  });
  const { command, args, cwd, env, stopAfterMs = 10_000 } = options;
  guard.send({ command, args, cwd, env, stopAfterMs });

  const running = await pid;
  const exited = guardGone.then(async ({ code, killed }) => {
    // Only when someone killed the guard itself can the process still be there.
    if (killed) killIfAlive(running);
    // Its last words may still be on the way; something it left behind could hold the line open for good.
    await Promise.race([allSaid, new Promise((resolve) => setTimeout(resolve, 1_000).unref())]);
    return code;
  });
  return {
    pid: running,
    exited,
    async stop() {
      if (guard.connected) guard.disconnect();
      await exited;
    },
  };
}

function killIfAlive(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // Already gone, as it should be.
  }
}

/** Whether a process of this id is alive, be it ours or another user's. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
