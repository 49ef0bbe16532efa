import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { canMeasure } from '../bench/src/measure/proc.ts';
import { record, render } from '../bench/src/page/record.ts';
import { linesOf } from '../bench/src/report.ts';
import { prepare, runBench } from '../bench/src/run-bench.ts';
import { workloadNames } from '../bench/src/workloads/workloads.ts';
import { UserError } from '../packages/devkit/src/user-error.ts';
import { parseOptions } from './start/options.ts';

const help = `npm run -s bench -- --prepare          makes the environments of the other peers, once
npm run -s bench                        the platform against hand-written code and the other peers (about 15 minutes)
npm run -s bench -- --quick --json      a slice of it within 3 minutes, as one JSON object
npm run -s bench -- --only list         some workloads of: ${workloadNames.join(', ')}
npm run -s bench -- --rounds 15         so many rounds of ours, theirs, ours; 9 unless told
npm run -s bench -- --plans             growth from 10,000 to 100,000 requests and what the server examined; --full: 1,000,000
npm run -s bench -- --workers           calls per CPU-second with 1, 2 and 4 workers, and beside FastAPI's 4
npm run -s bench -- --all --record      everything, kept in docs/performance/; --record goes with any of the above
npm run -s bench -- --render            docs/performance.md and its plots, from what is kept there

The figure of a pair is the median of the rounds' ratios of application CPU, with its 90 % bootstrap interval; a goal holds
when the interval's upper end does. Ends with 1 when a goal does not hold. Loopback only; Linux only, since it reads /proc.

PMP_BENCH_MONGO="<command> <args>"      a command that starts a database and takes --port and --storage-path; otherwise
                                        mongod on PATH, else secantusd-rs on PATH, else the embedded one, which explains nothing`;

async function main(): Promise<number> {
  const { values } = parseOptions('npm run -s bench --', {
    options: {
      prepare: { type: 'boolean', default: false },
      quick: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      only: { type: 'string', multiple: true },
      rounds: { type: 'string' },
      plans: { type: 'boolean', default: false },
      full: { type: 'boolean', default: false },
      workers: { type: 'boolean', default: false },
      all: { type: 'boolean', default: false },
      record: { type: 'boolean', default: false },
      render: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) {
    console.log(help);
    return 0;
  }
  const log = (line: string) => console.error(line);
  if (values.prepare) {
    await prepare(process.env, log);
    return 0;
  }
  if (values.render) {
    await render();
    return 0;
  }
  if (!canMeasure())
    throw new UserError('The bench reads /proc/<pid>/schedstat, which this system does not have.');
  const unknown = values.only?.filter((name) => !workloadNames.includes(name)) ?? [];
  if (unknown.length > 0) throw new UserError(`--only takes ${workloadNames.join(', ')}.`);
  const rounds = values.rounds === undefined ? undefined : Number(values.rounds);
  if (rounds !== undefined && !(Number.isSafeInteger(rounds) && rounds >= 3)) {
    throw new UserError('--rounds takes a whole number from 3.');
  }
  const dataDir = await mkdtemp(join(tmpdir(), 'pmp-bench-'));
  try {
    const { quick, only, full, all, plans, workers } = values;
    const parts = { pairs: all || !(plans || workers), plans: all || plans, workers: all || workers };
    const report = await runBench({
      parts,
      quick,
      full,
      ...(only && { only }),
      ...(rounds !== undefined && { rounds }),
      dataDir,
      env: process.env,
      log,
    });
    if (values.record) {
      await record(report);
      await render();
    }
    if (values.json) console.log(JSON.stringify(report));
    else for (const line of linesOf(report)) console.log(line);
    return report.holds ? 0 : 1;
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}

process.exitCode = await main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  return 1;
});
// Nothing that a run left open may keep it from ending.
process.exit();
