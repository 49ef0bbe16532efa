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

/**
 * Looks for replies without pause until it is told to stop. A client that sleeps has to be woken by the server's write, which on a
 * virtual machine costs more than an empty call. The slower of two servers meets a sleeping client more often: their ratio would tell
 * of the client.
 */
const stayAwake = () => {
  let awake = true;
  const look = () => {
    if (awake) setImmediate(look);
  };
  look();
  return () => {
    awake = false;
  };
};

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
  const rest = stayAwake();
  try {
    await Promise.all(Array.from({ length: Math.min(connections, count) }, one));
  } finally {
    rest();
  }
  return { seconds: (performance.now() - began) / 1000, latencies, replyBytes };
};
