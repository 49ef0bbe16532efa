import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startTcpProxy, type TcpProxy } from './tcp-proxy.ts';

let echo: Server;
let proxy: TcpProxy;
const sockets: Socket[] = [];

beforeEach(async () => {
  echo = createServer((socket) => socket.on('error', () => {}).pipe(socket)).listen(0, '127.0.0.1');
  await once(echo, 'listening');
  const address = echo.address();
  proxy = await startTcpProxy(typeof address === 'object' && address !== null ? address.port : 0);
});

afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  await proxy.close();
  echo.close();
});

/** A connection that keeps what it receives, and how it ended. */
const open = () => {
  const socket = connect({ port: proxy.port, host: '127.0.0.1' });
  sockets.push(socket);
  const seen = { socket, text: '', ended: '' };
  socket.on('data', (chunk: Buffer) => {
    seen.text += chunk.toString();
  });
  socket.on('error', (error) => {
    seen.ended = 'code' in error ? String(error.code) : error.message;
  });
  return seen;
};

test('passes bytes on, both ways', async () => {
  const one = open();
  one.socket.write('hello');
  await expect.poll(() => one.text).toBe('hello');
  expect(proxy.arrivals).toHaveLength(1);
});

test('holds bytes of open and new connections, and lets them go in order', async () => {
  const one = open();
  one.socket.write('a');
  await expect.poll(() => one.text).toBe('a');
  proxy.stall();
  one.socket.write('b');
  const two = open();
  two.socket.write('c');
  await wait(100);
  expect([one.text, two.text]).toEqual(['a', '']);
  await proxy.heal();
  await expect.poll(() => [one.text, two.text]).toEqual(['ab', 'c']);
});

test('delays, and keeps the order when the delay ends', async () => {
  const one = open();
  proxy.delay(150);
  const began = performance.now();
  one.socket.write('slow');
  await expect.poll(() => one.text).toBe('slow');
  expect(performance.now() - began).toBeGreaterThanOrEqual(145);
  one.socket.write('1');
  await wait(20);
  await proxy.heal();
  one.socket.write('2');
  await expect.poll(() => one.text).toBe('slow12');
});

test('resets open and new connections', async () => {
  const one = open();
  one.socket.write('a');
  await expect.poll(() => one.text).toBe('a');
  proxy.reset();
  await expect.poll(() => one.ended).toBe('ECONNRESET');
  const two = open();
  two.socket.write('b');
  await expect.poll(() => two.ended).not.toBe('');
  expect(two.text).toBe('');
});

test('cuts a reply after so many bytes', async () => {
  const one = open();
  one.socket.write('ab');
  await expect.poll(() => one.text).toBe('ab');
  proxy.cutAfter(3);
  one.socket.write('cdefgh');
  await expect.poll(() => one.ended).toBe('ECONNRESET');
  expect('abcde'.startsWith(one.text)).toBe(true);
});

test('refuses as if nobody were there, and comes back on the same port', async () => {
  await proxy.refuse();
  const one = open();
  await expect.poll(() => one.ended).toBe('ECONNREFUSED');
  await proxy.heal();
  const two = open();
  two.socket.write('back');
  await expect.poll(() => two.text).toBe('back');
});
