import { openConnectionTo } from './connection.ts';

export interface LoadOptions {
  readonly port: number;
  /** How many requests in all. */
  readonly count: number;
  readonly connections?: number;
  /** The bytes of request `index`. */
  readonly request: (index: number) => Buffer;
}

export interface LoadResult {
  readonly seconds: number;
  /** Of each request, in milliseconds. */
  readonly latencies: readonly number[];
  /** Of all bodies. */
  readonly replyBytes: number;
}

const usualConnections = 16;

/** Sends `count` requests over kept connections, each as soon as the one before was answered. A refusal ends the run: it would be cheap. */
export const runLoad = async ({
  port,
  count,
  connections = usualConnections,
  request,
}: LoadOptions): Promise<LoadResult> => {
  const latencies: number[] = [];
  let next = 0;
  let replyBytes = 0;
  const one = async () => {
    const connection = openConnectionTo(port);
    try {
      while (next < count) {
        const bytes = request(next);
        next += 1;
        const began = performance.now();
        const { status, body } = await connection.send(bytes);
        latencies.push(performance.now() - began);
        replyBytes += body.length;
        if (status < 200 || status > 299) {
          next = count;
          throw new Error(`A call was answered ${status}: ${body.toString().slice(0, 500)}`);
        }
      }
    } finally {
      connection.close();
    }
  };
  const began = performance.now();
  await Promise.all(Array.from({ length: Math.min(connections, count) }, one));
  return { seconds: (performance.now() - began) / 1000, latencies, replyBytes };
};
