import { once } from 'node:events';
import { connect } from 'node:net';
import { Readable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import fastify from 'fastify';
import { expect, it } from 'vitest';
import { watchStreams } from './streams.ts';

/** An application with endless streams, and how many of its replies are open. */
const setUp = async (stalledMs: number) => {
  const app = fastify({ forceCloseConnections: 'idle' });
  const ended: string[] = [];
  watchStreams(app, { streams: { endAll: () => ended.push('all') }, stalledMs });
  let open = 0;
  app.get<{ Params: { bytes: string } }>('/:bytes', ({ params }, reply) => {
    open += 1;
    reply.raw.once('close', () => (open -= 1));
    const events = async function* () {
      for (;;) {
        yield `data: ${'x'.repeat(Number(params.bytes))}\n\n`;
        await wait(1);
      }
    };
    return reply.type('text/event-stream').send(Readable.from(events()));
  });
  const { port } = new URL(await app.listen({ port: 0, host: '127.0.0.1' }));
  const read = async (bytes: number) => {
    const socket = connect(Number(port), '127.0.0.1').on('error', () => undefined);
    socket.write(`GET /${bytes} HTTP/1.1\r\nHost: x\r\n\r\n`);
    await once(socket, 'data');
    return socket;
  };
  return { app, read, ended, open: () => open };
};

it('cuts a stream whose reader takes nothing, and only that', async () => {
  const { app, read, open } = await setUp(300);
  const reading = await read(10);
  reading.resume();
  const stalled = await read(500_000);
  stalled.pause();
  expect(open()).toBe(2);
  const began = performance.now();
  await expect.poll(open, { interval: 10, timeout: 5_000 }).toBe(1);
  expect(performance.now() - began).toBeGreaterThan(250);
  expect(reading.closed).toBe(false);
  stalled.destroy();
  reading.destroy();
  await app.close();
});

it('does not keep the server from closing', async () => {
  const { app, read, ended, open } = await setUp(60_000);
  const stalled = await read(500_000);
  stalled.pause();
  const began = performance.now();
  await app.close();
  expect(performance.now() - began).toBeLessThan(2_000);
  expect(ended).toEqual(['all']);
  await expect.poll(open).toBe(0);
  stalled.destroy();
});
