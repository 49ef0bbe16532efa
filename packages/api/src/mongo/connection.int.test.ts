import { connect, createServer, type Server } from 'node:net';
import { afterEach, describe, expect, inject, it } from 'vitest';
import { openConnection } from './connection.ts';

const listen = (server: Server, port: number) =>
  new Promise<number>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port, host: '127.0.0.1' }, () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : 0);
    });
  });

describe('a connection', () => {
  const undo: (() => Promise<unknown>)[] = [];
  afterEach(async () => {
    for (const step of undo.splice(0)) await step();
  });

  it('finds a database that comes after the first attempts have failed', async () => {
    const { hostname, port } = new URL(inject('mongoUrl'));
    const reserved = createServer();
    const gate = await listen(reserved, 0);
    await new Promise((resolve) => reserved.close(resolve));
    const connection = openConnection({
      url: `mongodb://127.0.0.1:${gate}/?directConnection=true&serverSelectionTimeoutMS=300`,
      dbName: 'late',
    });
    undo.push(() => connection.close());
    await expect(connection.ping()).rejects.toThrow();
    await expect(connection.connect()).rejects.toThrow();

    const late = createServer((socket) => {
      const upstream = connect({ host: hostname, port: Number(port) });
      socket.pipe(upstream).pipe(socket);
      for (const side of [socket, upstream]) side.on('error', () => side.destroy());
    });
    await listen(late, gate);
    undo.push(() => new Promise((resolve) => late.close(resolve)));
    await connection.connect();
    await expect(connection.ping()).resolves.toBeUndefined();
  });
});
