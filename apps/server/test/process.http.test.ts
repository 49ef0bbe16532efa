import { execFileSync } from 'node:child_process';
import { connect } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { isAlive } from '@pmp/devkit/process/guarded';
import { afterEach, describe, expect, test } from 'vitest';
import { type ServerProcess, startProcess } from './support/start-process.ts';

const started: ServerProcess[] = [];
const start = async (...options: Parameters<typeof startProcess>) => {
  const server = await startProcess(...options);
  started.push(server);
  return server;
};
afterEach(async () => {
  await Promise.all(started.splice(0).map((server) => server.close()));
});

const timed = async (server: ServerProcess) => {
  const began = performance.now();
  return { code: await server.exited, ms: performance.now() - began };
};

/** Reads a stream to its end, or to the end of its connection. */
const openStream = async (server: ServerProcess, persona: string) => {
  const reply = await fetch(`${server.url}/trpc/live.feed`, { headers: await server.as(persona) });
  const reading = (async () => {
    let text = '';
    const decoder = new TextDecoder();
    try {
      const body: ReadableStream<Uint8Array> | null = reply.body;
      for await (const chunk of body ?? []) text += decoder.decode(chunk, { stream: true });
      return { text, ended: 'cleanly' };
    } catch {
      return { text, ended: 'cut' };
    }
  })();
  return { status: reply.status, reading };
};

interface Tally {
  answered: number;
  refused: number;
  unanswered: string[];
}

/** A well-behaved client: reports and reads over kept connections, until readiness says no. */
const load = async (server: ServerProcess, { isOver }: { isOver(): boolean }): Promise<Tally> => {
  const headers = { ...(await server.as('hannah')), 'content-type': 'application/json' };
  const tally: Tally = { answered: 0, refused: 0, unanswered: [] };
  const report = JSON.stringify({
    title: 'Kitchen tap leaks',
    description: 'It drips.',
    category: 'plumbing',
    address: { line1: '12 Mill Lane', city: 'Riverton', postalCode: '10115' },
  });
  for (let turn = 0; !isOver(); turn += 1) {
    const writes = turn % 3 === 0;
    try {
      const reply = await fetch(`${server.url}/homeowner/requests`, {
        headers,
        ...(writes && { method: 'POST', body: report }),
        signal: AbortSignal.timeout(9_000),
      });
      await reply.arrayBuffer();
      if (reply.ok) tally.answered += 1;
      else if (reply.status === 503 || reply.status === 429) tally.refused += 1;
      else tally.unanswered.push(String(reply.status));
    } catch (error) {
      // Never accepted, where it came too late: on a busy machine readiness may be learned of after the drain.
      if (String(error instanceof Error && error.cause).includes('ECONNREFUSED')) continue;
      tally.unanswered.push(error instanceof Error ? `${error.message} ${String(error.cause)}` : 'nothing');
    }
  }
  return tally;
};

describe('a stop', () => {
  test.each([1, 2])(
    'under load with five streams, %i processes: all is answered, exit 0',
    async (workers) => {
      const server = await start({ WEB_CONCURRENCY: String(workers), PMP_DRAIN_MS: '2500' });
      const people = ['hannah', 'henry', 'carlos', 'chloe', 'olivia'];
      const streams = await Promise.all(people.map((persona) => openStream(server, persona)));
      expect(streams.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);

      let over = false;
      const loads = Array.from({ length: 6 }, () => load(server, { isOver: () => over }));
      await wait(500);
      server.kill('SIGTERM');
      const ending = timed(server);
      await expect.poll(() => server.isReady(), { interval: 20, timeout: 5_000 }).toBe(false);
      await wait(200);
      over = true;
      const tallies = await Promise.all(loads);
      const { code, ms } = await ending;

      expect({
        code,
        unanswered: tallies.flatMap(({ unanswered }) => unanswered),
        said: server.said(),
      }).toEqual({
        code: 0,
        unanswered: [],
        said: expect.any(String),
      });
      expect(ms).toBeLessThan(10_000);
      expect(tallies.reduce((sum, { answered }) => sum + answered, 0)).toBeGreaterThan(20);
      for (const { reading } of streams) {
        const { text } = await reading;
        expect(text).toContain('"topic":"ping"');
        // After a farewell tRPC's client would not come back.
        expect(text).not.toContain('event: return');
      }
    },
  );

  test('is announced: readiness first, then connections that close', async () => {
    const server = await start({ PMP_DRAIN_MS: '1500' });
    const headers = await server.as('hannah');
    for (const path of ['/healthz', '/trpc/live.feed']) {
      const reply = await fetch(server.url + path, { headers });
      expect([path, reply.headers.get('connection')]).toEqual([path, 'keep-alive']);
      await reply.body?.cancel();
    }
    server.kill('SIGTERM');
    const ending = timed(server);
    await expect.poll(() => server.isReady(), { interval: 10 }).toBe(false);
    const health = await fetch(`${server.url}/healthz`);
    expect([health.status, health.headers.get('connection')]).toEqual([200, 'close']);
    const stream = await fetch(`${server.url}/trpc/live.feed`, { headers });
    expect([stream.status, stream.headers.get('connection')]).toEqual([200, 'close']);
    await stream.body?.cancel();
    const { code, ms } = await ending;
    expect(code).toBe(0);
    expect(ms).toBeGreaterThan(1_400);
  });

  test('does not wait for who sends slowly', async () => {
    const server = await start();
    const slow = connect(server.port, '127.0.0.1').on('error', () => undefined);
    slow.write('POST /homeowner/requests HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{');
    const silent = connect(server.port, '127.0.0.1').on('error', () => undefined);
    await wait(200);
    server.kill('SIGTERM');
    const { code, ms } = await timed(server);
    slow.destroy();
    silent.destroy();
    expect(code).toBe(0);
    expect(ms).toBeLessThan(8_500);
  });

  test('is forced by a second signal', async () => {
    const server = await start({ PMP_DRAIN_MS: '6000' });
    server.kill('SIGTERM');
    await expect.poll(() => server.isReady(), { interval: 10 }).toBe(false);
    server.kill('SIGTERM');
    const { code, ms } = await timed(server);
    expect(code).toBe(1);
    expect(ms).toBeLessThan(2_000);
  });
});

describe('workers', () => {
  const childrenOf = (parent: number) =>
    execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' })
      .split('\n')
      .map((line) => line.trim().split(/\s+/).map(Number))
      .filter(([, ppid]) => ppid === parent)
      .map(([pid = 0]) => pid);

  test('are replaced when they die, and end with their primary', async () => {
    const server = await start({ WEB_CONCURRENCY: '2', PMP_LOG_LEVEL: 'error' });
    await expect.poll(() => childrenOf(server.pid), { timeout: 10_000 }).toHaveLength(2);
    const [first = 0, second = 0] = childrenOf(server.pid);
    process.kill(first, 'SIGKILL');
    await expect
      .poll(() => childrenOf(server.pid).filter((pid) => pid !== first), { interval: 100, timeout: 10_000 })
      .toHaveLength(2);
    expect(childrenOf(server.pid)).toContain(second);
    expect(server.said()).toContain('a worker died');
    await expect.poll(() => server.isReady(), { timeout: 10_000 }).toBe(true);

    const workers = childrenOf(server.pid);
    server.kill('SIGKILL');
    expect(await server.exited).toBe('SIGKILL');
    await expect.poll(() => workers.filter(isAlive), { interval: 50, timeout: 5_000 }).toEqual([]);
  });

  test('that cannot listen end the start, in one sentence', async () => {
    const holder = await start();
    const second = await start({ WEB_CONCURRENCY: '2' }, { ready: false, port: holder.port });
    const { code, ms } = await timed(second);
    expect(code).toBe(1);
    expect(second.said()).toContain('The port is taken');
    expect(ms).toBeLessThan(15_000);
  });
});
