// A launcher to be killed: starts what it is told under a guard and prints the process id.
import { startGuarded } from './guarded.ts';

const [command = '', ...args] = process.argv.slice(2);
const server = await startGuarded({ command, args, env: process.env, stopAfterMs: 500 });
console.log(server.pid);
