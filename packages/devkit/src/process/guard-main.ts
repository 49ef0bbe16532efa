// The guard: a small process that owns one server process. Its channel to the launcher closes however the
// launcher ends, kill -9 included, and then the server is stopped: politely first, by force after a while.
import { spawn } from 'node:child_process';

type Order = {
  command: string;
  args: string[];
  cwd?: string;
  env: Record<string, string>;
  stopAfterMs: number;
};

process.once('message', (order: Order) => {
  const child = spawn(order.command, order.args, {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: order.env,
    ...(order.cwd === undefined ? {} : { cwd: order.cwd }),
  });
  let stopping = false;
  const stop = () => {
    if (stopping) return;
    stopping = true;
    child.kill('SIGTERM');
    setTimeout(() => child.kill('SIGKILL'), order.stopAfterMs);
  };
  // The group's Ctrl-C is the launcher's business: it stops its servers in order.
  process.on('SIGINT', () => {});
  process.on('SIGTERM', stop);
  process.on('SIGHUP', stop);
  process.on('disconnect', stop);
  process.on('message', stop);

  const tell = (message: object) => {
    if (process.connected) process.send?.(message);
  };
  child.once('spawn', () => tell({ pid: child.pid }));
  child.once('error', (error) => {
    tell({ error: error.message });
    process.exitCode = 1;
    process.disconnect?.();
  });
  child.once('exit', (code, signal) => process.exit(code ?? (signal === null ? 1 : stopping ? 0 : 1)));
});
