import { randomInt } from 'node:crypto';
import { connect, createServer } from 'node:net';

// Below what systems take for the near end of outgoing connections (Linux from 32768, others from 49152): until whoever
// the port is for listens on it, any connection of anybody could get one from there.
const lowest = 20_000;
const highest = 31_999;
const given = new Set<number>();

/** A port of 127.0.0.1 that nobody listens on right now, and that this process has not been given before. */
export async function freePort(): Promise<number> {
  for (let tries = 0; tries < 1000; tries += 1) {
    const port = randomInt(lowest, highest + 1);
    if (given.has(port)) continue;
    given.add(port);
    if (await isPortFree(port)) return port;
  }
  throw new Error(`No port from ${lowest} to ${highest} is free: end what listens there.`);
}

/** Whether one could listen on this port of 127.0.0.1. */
export async function isPortFree(port: number): Promise<boolean> {
  const bindable = await new Promise<boolean>((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => server.close(() => resolve(true)));
  });
  // A listener on all addresses does not hinder ours everywhere, but the browser might reach the other one.
  return bindable && !(await answers(port));
}

/** Whether somebody answers on this port of 127.0.0.1. Takes the port from nobody, where `isPortFree` has it for a moment. */
export function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1', timeout: 500 });
    const settle = (value: boolean) => {
      socket.destroy();
      resolve(value);
    };
    socket.once('connect', () => settle(true));
    socket.once('timeout', () => settle(false));
    socket.once('error', () => settle(false));
  });
}
