import { once } from 'node:events';
import { createServer } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { freePort, isPortFree } from './ports.ts';

test.each(['127.0.0.1', '0.0.0.0'])('a port with a listener on %s is not free', async (host) => {
  const port = await freePort();
  expect(await isPortFree(port)).toBe(true);
  const server = createServer().listen(port, host);
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  expect(await isPortFree(port)).toBe(false);
});

test('a port that is given away is no outgoing connection’s, and nobody else’s', async () => {
  const ports = await Promise.all(Array.from({ length: 50 }, freePort));
  expect(new Set(ports).size).toBe(50);
  expect(ports.filter((port) => port < 20_000 || port >= 32_000)).toEqual([]);
});
