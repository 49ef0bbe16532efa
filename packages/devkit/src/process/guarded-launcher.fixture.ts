// A launcher to be killed: starts what it is told under a guard and prints the process id. With DIES_AFTER_MS it
// kills itself that long after it asked for the start.
import { startGuarded } from './guarded.ts';

const [command = '', ...args] = process.argv.slice(2);
const diesAfter = process.env['DIES_AFTER_MS'];
const starting = startGuarded({ command, args, env: process.env, stopAfterMs: 500 });
if (diesAfter !== undefined) setTimeout(() => process.kill(process.pid, 'SIGKILL'), Number(diesAfter));
console.log((await starting).pid);
