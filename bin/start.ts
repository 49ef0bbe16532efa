import { relative } from 'node:path';
import { personas } from '../packages/devkit/src/personas.ts';
import { prepareDataDir } from '../packages/devkit/src/stack/data-dir.ts';
import { AlreadyRunning, readLock } from '../packages/devkit/src/stack/lock.ts';
import {
  choosePorts,
  requireFree,
  type Stack,
  startStack,
} from '../packages/devkit/src/stack/start-stack.ts';
import { UserError } from '../packages/devkit/src/user-error.ts';
import { build } from './build.ts';
import { box } from './start/box.ts';
import { parseOptions } from './start/options.ts';
import { runCommand } from './start/run.ts';
import { root, stackSettings } from './start/settings.ts';
import { listenForStop, untilStopped } from './start/until-stopped.ts';

const help = `npm start          the whole platform on this machine, for trying it out: a database, a sign-in with six
                   people, the server with the web app, a demo city. Listens on 127.0.0.1 only.

Ctrl-C stops it; what was done is kept in .data (delete that folder to begin anew).

PORT=8000                             the web app and the API
PMP_ISSUER_PORT=PORT+1                the sign-in
PMP_DATA_DIR=.data                    where everything is kept
PMP_SEED=0                            without the demo city's people and requests
PMP_DB=mongod|secantus|download       which database to bring; by default the first that this machine has
MONGO_CONNECTION_STRING=...           a database of your own instead
AUTH0_DOMAIN=..., AUTH0_API_AUDIENCE  a sign-in of your own instead

They are read from ./.env too; the environment wins.`;

function welcome(stack: Stack, dataDir: string): string {
  const people = personas.map(
    ({ key, name, role }) => `  ${`${name}, ${role}`.padEnd(26)} ${stack.url}/sign-in?login_hint=${key}`,
  );
  const local = ['', 'Sign in as', ...people, '', 'A token for curl   npm run -s token -- homeowner'];
  return box([
    `Open               ${stack.url}`,
    `API docs           ${stack.url}/docs`,
    ...(stack.issuer ? local : []),
    '',
    `Ctrl-C stops; data in ${relative(root, dataDir) || dataDir}`,
  ]);
}

async function main(): Promise<number> {
  const { values } = parseOptions('npm start --', {
    options: { help: { type: 'boolean', short: 'h', default: false } },
  });
  if (values.help) {
    console.log(help);
    return 0;
  }
  let up = false;
  listenForStop(() => up);
  const settings = stackSettings();
  const holder = readLock(settings.dataDir);
  if (holder) throw new AlreadyRunning(holder);
  // The stack asks again; here it is to say so before the build takes its time.
  prepareDataDir(settings.dataDir);
  const ports = await choosePorts(settings);
  await requireFree({ port: ports.port, ...(settings.otherIssuer ? {} : { issuerPort: ports.issuerPort }) });

  const began = performance.now();
  const tick = (step: string) => {
    console.log(`  ✓ ${step.padEnd(56)} ${((performance.now() - began) / 1000).toFixed(1).padStart(5)} s`);
  };
  console.log('Starting the Property Maintenance Platform');
  tick('settings');
  if (!(await build())) throw new UserError('The build failed, its words are above: mend it and run again.');
  tick('web and api built');
  const stack = await startStack({ ...settings, log: (line) => console.log(`    ${line}`), onStep: tick });
  up = true;
  console.log(`\n${welcome(stack, settings.dataDir)}`);
  return untilStopped(stack);
}

await runCommand(main);
