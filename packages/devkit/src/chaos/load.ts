import { setTimeout as wait } from 'node:timers/promises';

/** Runs `work` in `workers` loops until it has been started `count` times or the time is over; gives the starts. */
export async function runLoad(
  { workers, count, withinMs }: { workers: number; count: number; withinMs: number },
  work: (index: number, worker: number) => Promise<void>,
): Promise<number> {
  const deadline = performance.now() + withinMs;
  let started = 0;
  const loop = async (worker: number) => {
    while (started < count && performance.now() < deadline) {
      started += 1;
      await work(started - 1, worker);
    }
  };
  await Promise.all(Array.from({ length: workers }, (_, worker) => loop(worker)));
  return started;
}

/** Asks again and again until the answer is yes; gives the milliseconds it took, or undefined when time was up. */
export async function until(
  ask: () => Promise<boolean> | boolean,
  { withinMs, everyMs = 50 }: { withinMs: number; everyMs?: number },
): Promise<number | undefined> {
  const began = performance.now();
  while (performance.now() - began < withinMs) {
    if (await ask()) return Math.round(performance.now() - began);
    await wait(everyMs);
  }
  return undefined;
}

/** The value below which `share` of the values lie; 0 for none. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0);
}

/** Counts how often each text occurs. */
export function tally(texts: Iterable<string>): Record<string, number> {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return Object.fromEntries([...counts].toSorted(([one], [other]) => one.localeCompare(other)));
}
