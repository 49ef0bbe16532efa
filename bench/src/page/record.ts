import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Growth } from '../growth/growth.ts';
import { round } from '../measure/stats.ts';
import type { Report } from '../report.ts';
import { bars } from './bars.ts';
import { growthTable, machineLine, pairsTable, workersTable } from './tables.ts';

const docs = fileURLToPath(new URL('../../../docs/', import.meta.url));
const folder = join(docs, 'performance');
const parts = ['pairs', 'growth', 'workers'] as const;
type Part = (typeof parts)[number];

const fileOf = (part: Part) => join(folder, `${part}.json`);

/** Keeps a report's parts, each in a file of its own: they are not always measured in one run. */
export const record = async (report: Report): Promise<void> => {
  await mkdir(folder, { recursive: true });
  const has: Record<Part, boolean> = {
    pairs: Object.keys(report.workloads).length > 0,
    growth: report.growth !== undefined,
    workers: report.workers !== undefined,
  };
  for (const part of parts) {
    if (has[part]) await writeFile(fileOf(part), `${JSON.stringify(report, undefined, 2)}\n`);
  }
};

const read = async (part: Part): Promise<Report | undefined> =>
  existsSync(fileOf(part)) ? (JSON.parse(await readFile(fileOf(part), 'utf8')) as Report) : undefined;

const begin = (part: Part) => `<!-- ${part}: made by \`npm run bench -- --render\` -->`;
const end = '<!-- end -->';

const put = (page: string, part: Part, text: string): string => {
  const from = page.indexOf(begin(part));
  const to = page.indexOf(end, from);
  if (from < 0 || to < 0) throw new Error(`docs/performance.md has no place for ${part}.`);
  return `${page.slice(0, from)}${begin(part)}\n\n${text}\n\n${page.slice(to)}`;
};

/** Makes the tables of docs/performance.md and the plots from what was recorded. */
export const render = async (): Promise<void> => {
  const file = join(docs, 'performance.md');
  let page = await readFile(file, 'utf8');
  const [pairs, growth, workers] = await Promise.all(parts.map(read));
  if (pairs) {
    page = put(page, 'pairs', `${machineLine(pairs)}\n\n${pairsTable(pairs)}`);
    await writeFile(join(folder, 'peers.svg'), peersPlot(pairs));
  }
  if (growth?.growth) {
    const plot = '![What the database examines for each result, by data size](performance/growth.svg)';
    page = put(page, 'growth', `${machineLine(growth)}\n\n${growthTable(growth.growth)}\n\n${plot}`);
    await writeFile(join(folder, 'growth.svg'), growthPlot(growth.growth));
  }
  if (workers?.workers) {
    page = put(page, 'workers', `${machineLine(workers)}\n\n${workersTable(workers.workers)}`);
    const rows = workers.workers.map((one) => ({
      name: `${one.program} ${one.workers}, ${one.workload}`,
      value: one.callsPerCpuSecond,
    }));
    await writeFile(join(folder, 'workers.svg'), bars('Calls per CPU-second by number of workers', rows));
  }
  await writeFile(file, page);
};

/** One bar for each call and size: bars of the same length say that it does not grow. */
const growthPlot = ({ sizes }: Growth): string => {
  const calls = Object.keys(sizes[0]?.examined ?? {});
  const rows = calls.flatMap((call) =>
    sizes.flatMap(({ requests, examined }) =>
      Object.entries(examined[call] ?? {}).flatMap(([command, plan]) =>
        plan
          ? [{ name: `${call}: ${command}, ${requests}`, value: round(plan.keys / plan.returned, 2) }]
          : [],
      ),
    ),
  );
  return bars('Keys examined for each result, by number of requests', rows, { at: 1, label: '1' });
};

const peersPlot = ({ workloads }: Report): string => {
  const rows = Object.entries(workloads).flatMap(([workload, figure]) => [
    { name: `${workload}: ${figure.against}`, value: figure.ratio, low: figure.low, high: figure.high },
    ...Object.entries(figure.peers).map(([peer, { ratio, low, high }]) => ({
      name: `${workload}: ${peer}`,
      value: ratio,
      low,
      high,
    })),
  ]);
  return bars('Application CPU of ours against each peer (1: as much)', rows, { at: 1, label: '1' });
};
