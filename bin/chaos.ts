import { figureNames, type Line, runFigures } from './chaos/run-figures.ts';
import { parseOptions } from './start/options.ts';

const help = `npm run -s chaos -- --json              one line of JSON a figure: {figure, value, goal, holds, seed, ...}
npm run -s chaos                        the same for people
npm run -s chaos -- --full              the counts that are claimed (about half an hour) instead of a slice (5 minutes)
npm run -s chaos -- --only sigkill      some figures of: ${figureNames.join(', ')}
npm run -s chaos -- --seed 7            other choices of what happens when; 1 unless told

Server and database run as child processes behind TCP proxies that stall, delay, reset, cut and refuse. Loopback only.
Ends with 1 when a figure does not hold.

PMP_DB=mongod|secantus|download         which database to bring
PMP_CHAOS_MONGO="<command> <args>"      a command that starts one and takes --port and --storage-path
PMP_CHAOS_KEEP=1                        keep the folders with the logs`;

function print(line: Line, json: boolean): void {
  const { figure, value, goal, holds } = line;
  console.log(json ? JSON.stringify(line) : `${holds ? '✓' : '✗'} ${figure}: ${value}\n    goal: ${goal}`);
}

async function main(): Promise<number> {
  const { values } = parseOptions('npm run -s chaos --', {
    options: {
      json: { type: 'boolean', default: false },
      full: { type: 'boolean', default: false },
      only: { type: 'string', multiple: true },
      seed: { type: 'string', default: '1' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) {
    console.log(help);
    return 0;
  }
  const seed = Number(values.seed);
  if (!Number.isSafeInteger(seed) || seed < 0) throw new Error('--seed takes a whole number from 0.');
  const unknown = values.only?.filter((name) => !figureNames.includes(name)) ?? [];
  if (unknown.length > 0) throw new Error(`--only takes ${figureNames.join(', ')}.`);
  const { failed } = await runFigures({
    full: values.full,
    seed,
    env: process.env,
    ...(values.only && { only: values.only }),
    log: (line) => console.error(line),
    onLine: (line) => print(line, values.json),
  });
  return failed === 0 ? 0 : 1;
}

process.exitCode = await main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  return 1;
});
// Nothing that a figure left open may keep the run from ending.
process.exit();
