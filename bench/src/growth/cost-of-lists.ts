import { cpuMicros } from '../measure/proc.ts';
import { round } from '../measure/stats.ts';
import { callerFor, withApi } from '../world/in-process.ts';
import type { World } from '../world/world.ts';

/** What each list costs the database. */
export type Costs = Readonly<Record<string, number>>;

const calls = 15;

/** Of each of the platform's lists, asked for again and again: the server's CPU time, or the time that passes where that is not ours to see. */
export const costOfLists = (
  { target, people, databasePids }: Pick<World, 'target' | 'people' | 'databasePids'>,
  dbName: string,
): Promise<Costs> =>
  withApi(target(dbName), async ({ deps }) => {
    const owner = callerFor(deps, people.reader.id, 'homeowner').homeowner.requests;
    const official = callerFor(deps, people.official.id, 'official').official.requests;
    const contractor = callerFor(deps, people.contractor.id, 'contractor').contractor.jobs;
    const lists: Record<string, () => Promise<unknown>> = {
      list: () => owner.list({}),
      queue: () => official.list({}),
      board: () => contractor.board({}),
    };
    const spent = () => (databasePids.length > 0 ? cpuMicros(databasePids) : performance.now() * 1000);
    const costs: Record<string, number> = {};
    for (const [name, ask] of Object.entries(lists)) {
      await ask();
      const before = spent();
      for (let call = 0; call < calls; call += 1) await ask();
      costs[name] = (spent() - before) / calls;
    }
    return costs;
  });

/** In words, which lists cost more than `most` times as much. */
export const growing = (least: Costs, most: Costs, times: number): string[] =>
  Object.entries(most).flatMap(([name, cost]) => {
    const ratio = cost / (least[name] ?? cost);
    return ratio > times ? [`${name} takes ${round(ratio, 0)} times as long`] : [];
  });
