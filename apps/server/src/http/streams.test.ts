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
  app.get<{ Params: { bytes: string; as: string } }>('/:as/:bytes', ({ params }, reply) => {
    open += 1;
    reply.raw.once('close', () => (open -= 1));
    const events = async function* () {
      for (;;) {
        yield `data: ${'x'.repeat(Number(params.bytes))}\n\n`;
        await wait(1);
      }
    };
    const type = 'text/event-stream';
    if (params.as === 'stream') return reply.type(type).send(Readable.from(events()));
    const body = ReadableStream.from(events()).pipeThrough(new TextEncoderStream());
    return reply.send(new Response(body, { headers: { 'content-type': type } }));
  });
  const { port } = new URL(await app.listen({ port: 0, host: '127.0.0.1' }));
  const read = async (as: string, bytes: number) => {
    const socket = connect(Number(port), '127.0.0.1').on('error', () => undefined);
    socket.write(`GET /${as}/${bytes} HTTP/1.1\r\nHost: x\r\n\r\n`);
    await once(socket, 'data');
    return socket;
  };
  return { app, read, ended, open: () => open };
};

/** As Fastify's own streams, and as tRPC streams. */
const kinds = ['stream', 'response'];

it.each(kinds)('cuts a %s whose reader takes nothing, and only that', async (as) => {
  const { app, read, open } = await setUp(300);
  const reading = await read(as, 10);
  reading.resume();
  const stalled = await read(as, 500_000);
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

it.each(kinds)('does not let a %s keep the server from closing', async (as) => {
  const { app, read, ended, open } = await setUp(60_000);
  const stalled = await read(as, 500_000);
  stalled.pause();
  const began = performance.now();
  await app.close();
  expect(performance.now() - began).toBeLessThan(2_000);
  expect(ended).toEqual(['all']);
  await expect.poll(open).toBe(0);
  stalled.destroy();
});
