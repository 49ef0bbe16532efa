import { connect, createServer, type Server, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

/** A TCP proxy on loopback that can be told to misbehave. A verb holds for open and for new connections until `heal`. */
export interface TcpProxy {
  readonly port: number;
  /** When each connection came and when a client last sent on an idle one: `performance.now()` values. */
  readonly arrivals: readonly number[];
  aim(port: number): void;
  /** Holds every byte, in both directions; connections stay open. What was held goes on when healed. */
  stall(): void;
  /** Passes every byte on after `ms`. */
  delay(ms: number): void;
  /** Resets every connection, and each new one as soon as it is accepted. */
  reset(): void;
  /** Lets `bytes` of each connection's replies through, counted from now, and then resets it. */
  cutAfter(bytes: number): void;
  /** Listens no more, as if the server were gone; open connections are reset. */
  refuse(): Promise<void>;
  heal(): Promise<void>;
  close(): Promise<void>;
}

type Fault =
  | { kind: 'none' | 'stall' | 'reset' | 'refuse' }
  | { kind: 'delay'; ms: number }
  | { kind: 'cut'; bytes: number };

interface Link {
  client: Socket;
  target: Socket;
  /** Bytes of replies that have passed since the fault was set. */
  replied: number;
}

/** Bytes within this time of the last ones belong to the same arrival. */
const sameArrivalMs = 1_000;
const mostArrivals = 10_000;

/** Starts a proxy to a port of this machine; it takes a free port of its own. */
export async function startTcpProxy(targetPort = 0): Promise<TcpProxy> {
  let target = targetPort;
  let fault: Fault = { kind: 'none' };
  const links = new Set<Link>();
  const arrivals: number[] = [];
  let lastBytes = Number.NEGATIVE_INFINITY;

  const arrived = () => {
    const now = performance.now();
    if (now - lastBytes > sameArrivalMs && arrivals.length < mostArrivals) arrivals.push(now);
    lastBytes = now;
  };
  const end = (link: Link) => {
    links.delete(link);
    // The driver must see a reset, not a polite end.
    link.client.resetAndDestroy();
    link.target.resetAndDestroy();
  };

  const forward = (link: Link, from: Socket, to: Socket) => {
    const isReply = from === link.target;
    let queue: Promise<unknown> | undefined;
    const inOrder = (write: () => void) => {
      if (fault.kind !== 'delay' && queue === undefined) return write();
      const ms = fault.kind === 'delay' ? fault.ms : 0;
      const due = wait(ms);
      const mine = Promise.all([queue, due]).then(write);
      queue = mine.finally(() => {
        queue = undefined;
      });
      return undefined;
    };
    from.on('data', (chunk: Buffer) => {
      if (!isReply) arrived();
      const passed =
        isReply && fault.kind === 'cut' ? chunk.subarray(0, Math.max(0, fault.bytes - link.replied)) : chunk;
      link.replied += isReply ? chunk.length : 0;
      const cut = isReply && fault.kind === 'cut' && link.replied >= fault.bytes;
      inOrder(() => {
        if (to.destroyed) return;
        if (cut) to.write(passed, () => end(link));
        else if (!to.write(passed)) {
          from.pause();
          to.once('drain', () => fault.kind !== 'stall' && from.resume());
        }
      });
    });
    from.on('end', () => inOrder(() => void to.end()));
    from.on('error', () => end(link));
    from.on('close', () => {
      links.delete(link);
      if (from.errored) to.destroy();
    });
  };

  const accept = (client: Socket) => {
    arrived();
    if (fault.kind === 'reset' || fault.kind === 'refuse') {
      client.on('error', () => {});
      client.resetAndDestroy();
      return;
    }
    const link: Link = { client, target: connect({ port: target, host: '127.0.0.1' }), replied: 0 };
    for (const socket of [client, link.target]) socket.setNoDelay(true);
    links.add(link);
    forward(link, client, link.target);
    forward(link, link.target, client);
    if (fault.kind === 'stall') pauseBoth(link);
  };

  let server = await listen(accept, 0);
  const port = portOf(server);
  const set = (next: Fault) => {
    fault = next;
    for (const link of links) {
      link.replied = 0;
      if (next.kind === 'stall') pauseBoth(link);
      if (next.kind === 'reset' || next.kind === 'refuse') end(link);
    }
  };
  const stopListening = () =>
    new Promise<void>((resolve) => {
      if (!server.listening) return resolve();
      server.close(() => resolve());
      for (const link of links) end(link);
    });

  return {
    port,
    arrivals,
    aim: (next) => {
      target = next;
    },
    stall: () => set({ kind: 'stall' }),
    delay: (ms) => set({ kind: 'delay', ms }),
    reset: () => set({ kind: 'reset' }),
    cutAfter: (bytes) => set({ kind: 'cut', bytes }),
    refuse: async () => {
      set({ kind: 'refuse' });
      await stopListening();
    },
    heal: async () => {
      if (!server.listening) server = await listen(accept, port);
      set({ kind: 'none' });
      for (const { client, target: other } of links) {
        client.resume();
        other.resume();
      }
    },
    close: stopListening,
  };
}

function pauseBoth({ client, target }: Link): void {
  client.pause();
  target.pause();
}

function listen(accept: (client: Socket) => void, port: number): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer({ allowHalfOpen: true }, accept);
    server.once('error', reject);
    server.listen({ port, host: '127.0.0.1' }, () => resolve(server));
  });
}

function portOf(server: Server): number {
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('The proxy does not listen.');
  return address.port;
}
