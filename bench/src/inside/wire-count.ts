import { connect, createServer, type Socket } from 'node:net';
import { freePort } from '@pmp/devkit/net/ports';

/** What went between a driver and its database. */
export interface WireCount {
  readonly commands: Readonly<Record<string, number>>;
  readonly sentBytes: number;
  readonly receivedBytes: number;
}

const opMsg = 2013;
const headBytes = 16;
/** Flags, the kind of the section, the length of its document, the type of its first field. */
const nameAt = headBytes + 4 + 1 + 4 + 1;
/** What the driver says for itself, however many calls there are. */
const housekeeping = new Set(['hello', 'isMaster', 'ismaster', 'ping', 'endSessions']);

/** Takes whole messages off the front of `bytes`: their commands' names, and what is left. */
export const readMessages = (bytes: Buffer): { names: string[]; rest: Buffer } => {
  const names: string[] = [];
  let at = 0;
  while (bytes.length - at >= headBytes) {
    const length = bytes.readInt32LE(at);
    if (length < headBytes || bytes.length - at < length) break;
    if (bytes.readInt32LE(at + 12) === opMsg) {
      const end = bytes.indexOf(0, at + nameAt);
      names.push(bytes.toString('latin1', at + nameAt, end));
    }
    at += length;
  }
  return { names, rest: bytes.subarray(at) };
};

/** A way to a database that counts the commands and the bytes that go through. */
export const startWireCounter = async (databasePort: number) => {
  let commands: Record<string, number> = {};
  let [sentBytes, receivedBytes] = [0, 0];
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const database = connect({ port: databasePort, host: '127.0.0.1', noDelay: true });
    client.setNoDelay(true);
    let waiting: Buffer = Buffer.alloc(0);
    client.on('data', (bytes) => {
      sentBytes += bytes.length;
      const { names, rest } = readMessages(waiting.length === 0 ? bytes : Buffer.concat([waiting, bytes]));
      waiting = rest;
      for (const name of names) {
        if (!housekeeping.has(name)) commands[name] = (commands[name] ?? 0) + 1;
      }
      database.write(bytes);
    });
    database.on('data', (bytes) => {
      receivedBytes += bytes.length;
      client.write(bytes);
    });
    for (const [one, other] of [
      [client, database],
      [database, client],
    ] as const) {
      sockets.add(one);
      one.on('error', () => other.destroy());
      one.on('close', () => {
        sockets.delete(one);
        other.destroy();
      });
    }
  });
  const port = await freePort();
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    port,
    reset: () => {
      commands = {};
      [sentBytes, receivedBytes] = [0, 0];
    },
    count: (): WireCount => ({ commands: { ...commands }, sentBytes, receivedBytes }),
    close: () => {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
};
