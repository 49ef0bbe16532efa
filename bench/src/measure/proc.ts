import { readdirSync, readFileSync } from 'node:fs';

/** What `/proc/<pid>/stat` tells of a process. */
export interface Stat {
  readonly pid: number;
  readonly parent: number;
  /** Of the process's own time, and of its children's that ended and were waited for. In clock ticks. */
  readonly ticks: number;
  readonly endedChildrenTicks: number;
  readonly residentPages: number;
}

/** The name, in parentheses, may hold spaces and parentheses itself: the fields are counted from the last one. */
export const parseStat = (text: string): Stat => {
  const close = text.lastIndexOf(')');
  const fields = text.slice(close + 2).split(' ');
  const field = (number: number) => Number(fields[number - 3]);
  return {
    pid: Number.parseInt(text, 10),
    parent: field(4),
    ticks: field(14) + field(15),
    endedChildrenTicks: field(16) + field(17),
    residentPages: field(24),
  };
};

/** Nanoseconds on a CPU, the first field of a thread's `schedstat`. */
export const parseSchedstat = (text: string): number => Number(text.split(' ')[0]);

/** `root` and all that descends from it. */
export const treeOf = (root: number, stats: readonly Stat[]): Stat[] => {
  const children = Map.groupBy(stats, ({ parent }) => parent);
  const found = stats.filter(({ pid }) => pid === root);
  for (const one of found) found.push(...(children.get(one.pid) ?? []));
  return found;
};

const read = (file: string): string | undefined => {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    // Processes and threads end while they are looked at.
    return undefined;
  }
};

const numbersIn = (folder: string): string[] => readdirSync(folder).filter((name) => /^\d+$/.test(name));

const allStats = (): Stat[] =>
  numbersIn('/proc').flatMap((pid) => {
    const text = read(`/proc/${pid}/stat`);
    return text === undefined ? [] : [parseStat(text)];
  });

const threadsNs = (pid: number): number => {
  try {
    return numbersIn(`/proc/${pid}/task`)
      .map((thread) => parseSchedstat(read(`/proc/${pid}/task/${thread}/schedstat`) ?? '0'))
      .reduce((sum, one) => sum + one, 0);
  } catch {
    return 0;
  }
};

/** The process ids of a tree, to be asked again and again: servers do not fork between two readings. */
export const processTree = (root: number): number[] => treeOf(root, allStats()).map(({ pid }) => pid);

/**
 * Microseconds that the processes and their threads have spent on a CPU. By the scheduler's nanoseconds: the ticks of
 * `stat` are 10 ms each, as long as a hundred calls. A thread that ended is not counted any more.
 */
export const cpuMicros = (pids: readonly number[]): number =>
  pids.map(threadsNs).reduce((sum, one) => sum + one, 0) / 1000;

const microsOfTick = 10_000;

/**
 * The same with threads that have ended, which the server of the database has, and in steps of 10 ms: enough for a second of many calls,
 * not for a short one.
 */
export const coarseCpuMicros = (pids: readonly number[]): number =>
  pids
    .map((pid) => read(`/proc/${pid}/stat`))
    .reduce((sum, text) => sum + (text === undefined ? 0 : parseStat(text).ticks), 0) * microsOfTick;

/** Resident bytes of the processes, what they share counted in each. */
export const residentBytes = (pids: readonly number[]): number =>
  pids
    .map((pid) => read(`/proc/${pid}/stat`))
    .reduce((sum, text) => sum + (text === undefined ? 0 : parseStat(text).residentPages * 4096), 0);

/** Whether this system tells what is measured here. */
export const canMeasure = (): boolean => read('/proc/self/schedstat') !== undefined;
