import { type RatioFigure, ratioFigure } from '../measure/figures.ts';
import { measurePairs } from '../measure/pairs.ts';
import type { Bench } from '../measure/run-once.ts';
import { requireSameReplies } from '../measure/same-replies.ts';
import { warmUp } from '../measure/warm-up.ts';
import type { Workload } from '../workloads/workloads.ts';
import type { ProgramName } from '../world/programs.ts';
import { isFastapiPrepared } from '../world/python-env.ts';
import type { Dataset, World } from '../world/world.ts';
import { start, type Terms } from './start.ts';

const otherPeers = ['trpc', 'hono', 'orpc', 'fastapi'] as const;

/** The peers get half of the time for warming up. */
interface Against extends Terms {
  readonly among: readonly Workload[];
  readonly env: NodeJS.ProcessEnv;
}

/** Application CPU of ours against the peers that somebody else wrote the most of, by workload and peer. */
export const againstOthers = async (
  world: World,
  { datasets, env, log, ...rest }: Against,
): Promise<Record<string, Record<string, RatioFigure>>> => {
  const found: Record<string, Record<string, RatioFigure>> = {};
  const ours = await start(world, 'ours', datasets.ours);
  try {
    for (const workload of rest.among) {
      await warmUp(world, workload, { ...ours, count: rest.countOf(workload), ms: rest.warmUpMs });
    }
    for (const name of otherPeers) {
      if (name === 'fastapi' && !isFastapiPrepared(env)) {
        log('fastapi: left out, "npm run -s bench -- --prepare" makes its environment');
        continue;
      }
      const figures = await againstOne(world, name, { ...rest, ours, dataset: datasets.peers });
      for (const [of, figure] of Object.entries(figures)) {
        found[of] = { ...found[of], [name]: figure };
        log(`${of} against ${name}: ${figure.ratio} (${figure.low} to ${figure.high})`);
      }
    }
    return found;
  } finally {
    await ours.program.stop();
  }
};

interface Compared extends Pick<Against, 'among' | 'countOf' | 'rounds' | 'warmUpMs'> {
  readonly ours: Bench;
  /** The peers': none leaves anything in it. */
  readonly dataset: Dataset;
}

/** Ours against another peer, which is started for this and stopped again. */
const againstOne = async (
  world: World,
  name: ProgramName,
  { ours, dataset, among, countOf, rounds, warmUpMs }: Compared,
) => {
  const peer = await start(world, name, dataset);
  const figures: Record<string, RatioFigure> = {};
  try {
    for (const workload of among) {
      const count = countOf(workload);
      await requireSameReplies(world, workload, { ours, peer });
      await warmUp(world, workload, { ...peer, count, ms: warmUpMs / 2 });
      const { ratios } = await measurePairs(world, workload, {
        subject: { ...ours, count },
        reference: { ...peer, count },
        rounds,
      });
      figures[workload.name] = ratioFigure(ratios);
    }
    return figures;
  } finally {
    await peer.program.stop();
  }
};
