// The guard: a small process that owns one server process. Its channel to the launcher closes however the
// launcher ends, kill -9 included, and then the server is stopped: politely first, by force after a while.
import { type ChildProcess, spawn } from 'node:child_process';

type Order = {
  command: string;
  args: string[];
  cwd?: string;
  env: Record<string, string>;
  stopAfterMs: number;
};

let child: ChildProcess | undefined;
let stopAfterMs = 0;
let stopping = false;

function stop(): void {
  if (stopping) return;
  stopping = true;
  // Nothing was started, or its start failed.
  if (child?.pid === undefined) process.exit(1);
  child.kill('SIGTERM');
  setTimeout(() => child?.kill('SIGKILL'), stopAfterMs);
}

/** The launcher may go at any instant; the channel says so by an error here before it says that it is closed. */
function tell(message: object, then?: () => void): void {
  if (!process.connected) stop();
  else process.send?.(message, undefined, undefined, (error) => (error ? stop() : then?.()));
}

// Whatever else goes wrong here, a server without its guard must not be what is left.
process.on('uncaughtException', stop);
// The group's Ctrl-C is the launcher's business: it stops its servers in order.
process.on('SIGINT', () => {});
process.on('SIGTERM', stop);
process.on('SIGHUP', stop);
process.on('disconnect', stop);

process.once('message', (order: Order) => {
  if (stopping) return;
  process.on('message', stop);
  stopAfterMs = order.stopAfterMs;
  const started = spawn(order.command, order.args, {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: order.env,
    ...(order.cwd === undefined ? {} : { cwd: order.cwd }),
  });
  child = started;
  started.once('spawn', () => tell({ pid: started.pid }));
  started.on('error', (error) => {
    // A signal that could not be sent comes here too; then there is something to go on guarding.
    if (started.pid !== undefined) return;
    tell({ error: error.message }, () => process.exit(1));
  });
  started.once('exit', (code, signal) => process.exit(code ?? (signal === null ? 1 : stopping ? 0 : 1)));
});
