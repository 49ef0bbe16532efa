/** Background work that one process of an installation does at a time. */
export interface Job {
  /** Of its lease too, so it stays the same from release to release. */
  readonly name: string;
  /** Milliseconds from one beginning to the next; one that takes longer leaves turns out. */
  readonly everyMs: number;
  run(): Promise<unknown>;
}

interface Options {
  jobs: readonly Job[];
  /** Asked before each turn; true lets this process do the job until its lease runs out. */
  mayRun(job: Job): Promise<boolean>;
  onError(error: unknown, name: string): void;
}

/** Does each job at its own pace once started; a turn that fails is told, and the next one comes all the same. */
export const createJobs = ({ jobs, mayRun, onError }: Options) => {
  const timers = new Set<NodeJS.Timeout>();
  const running = new Map<string, Promise<void>>();

  const turn = async (job: Job) => {
    try {
      if (await mayRun(job)) await job.run();
    } catch (error) {
      onError(error, job.name);
    } finally {
      running.delete(job.name);
    }
  };

  return {
    start: () => {
      for (const job of jobs) {
        const timer = setInterval(() => {
          if (!running.has(job.name)) running.set(job.name, turn(job));
        }, job.everyMs);
        timers.add(timer);
      }
    },
    /** Begins no more turns; resolves when those that have begun are done. */
    stop: async () => {
      for (const timer of timers) clearInterval(timer);
      timers.clear();
      await Promise.all(running.values());
    },
  };
};
