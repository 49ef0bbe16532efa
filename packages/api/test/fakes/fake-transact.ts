import type { Transact } from '../../src/kernel/transact.ts';

/** A fake that can be put back to how it was. */
export interface Snapshots {
  /** Answers how to go back to now. */
  snapshot(): () => void;
}

/** One transaction after another on the same fakes; one that comes to nothing leaves them as they were. */
export const fakeTransact = <Ports extends Readonly<Record<string, Snapshots>>>(
  ports: Ports,
): Transact<Ports> => {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const run = last.then(async () => {
      const restores = Object.values(ports).map((port) => port.snapshot());
      const restore = () => {
        for (const back of restores) back();
      };
      try {
        const result = await work(ports);
        if (result === undefined) restore();
        return result;
      } catch (error) {
        restore();
        throw error;
      }
    });
    last = run.catch(() => undefined);
    return run;
  };
};
