import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { isPortFree } from '../packages/devkit/src/net/ports.ts';
import { startGuarded } from '../packages/devkit/src/process/guarded.ts';
import { startStack } from '../packages/devkit/src/stack/start-stack.ts';
import { UserError } from '../packages/devkit/src/user-error.ts';
import { box } from './start/box.ts';
import { parseOptions } from './start/options.ts';
import { runCommand } from './start/run.ts';
import { root, stackSettings } from './start/settings.ts';
import { listenForStop, untilStopped } from './start/until-stopped.ts';

const help = `npm run dev                    the platform for working on it: the server restarts when its source changes,
                               the web reloads by itself (Vite), logs are shown

npm run dev -- --web-port 5173 where Vite serves the web
The variables are those of "npm start -- --help".`;

async function main(): Promise<number> {
  const { values } = parseOptions('npm run dev --', {
    options: {
      'web-port': { type: 'string', default: '5173' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) {
    console.log(help);
    return 0;
  }
  let up = false;
  listenForStop(() => up);
  const webPort = Number(values['web-port']);
  if (!Number.isInteger(webPort) || webPort < 1 || webPort > 65_535)
    throw new UserError('--web-port takes a port number.');
  if (!(await isPortFree(webPort))) {
    throw new UserError(`Port ${webPort} is taken: stop what uses it, or choose another with --web-port.`);
  }
  const web = `http://127.0.0.1:${webPort}`;
  const settings = stackSettings();
  const stack = await startStack({
    ...settings,
    watch: true,
    webOrigins: [web],
    log: console.log,
    onStep: (step) => console.log(`  ✓ ${step}`),
    onServerLine: (line) => console.log(line),
  });
  const vite = join(root, 'apps/web/node_modules/vite/bin/vite.js');
  if (!existsSync(vite)) throw new UserError('Vite is not installed: delete node_modules and run again.');
  const webServer = await startGuarded({
    command: process.execPath,
    args: [vite, '--port', String(webPort), '--strictPort', '--clearScreen', 'false'],
    cwd: join(root, 'apps/web'),
    env: { ...settings.env, PORT: String(settings.port) },
    onLine: (line) => console.log(line),
  });
  up = true;
  console.log(box([`Web with reload   ${web}`, `Server            ${stack.url}`, 'Ctrl-C stops']));
  const ended = Promise.race([
    stack.ended,
    webServer.exited.then((code) => `Vite ended with ${code}, its words are above.`),
  ]);
  const stop = async () => {
    await webServer.stop();
    await stack.stop();
  };
  return untilStopped({ ended, stop });
}

await runCommand(main);
