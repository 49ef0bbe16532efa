// In mongod's place on PATH: speaks enough of the wire protocol to be made a replica set of one, and remembers
// its configuration and every command in its folder, as mongod would.
import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { BSON } from 'mongodb';

const { values } = parseArgs({
  options: {
    dbpath: { type: 'string', default: '' },
    port: { type: 'string', default: '' },
    bind_ip: { type: 'string', default: '' },
    replSet: { type: 'string', default: '' },
    wiredTigerCacheSizeGB: { type: 'string' },
    quiet: { type: 'boolean' },
    nounixsocket: { type: 'boolean' },
  },
});
const configFile = join(values.dbpath, 'config.json');
const member = `${values.bind_ip}:${values.port}`;

interface SetConfig {
  _id: string;
  version: number;
  members: { _id: number; host: string }[];
}
const readConfig = (): SetConfig | undefined =>
  existsSync(configFile) ? JSON.parse(readFileSync(configFile, 'utf8')) : undefined;

function answer(command: BSON.Document): BSON.Document {
  const name = Object.keys(command)[0] ?? '';
  appendFileSync(join(values.dbpath, 'commands'), `${name}\n`);
  const config = readConfig();
  if (name === 'hello' || name === 'ismaster' || name === 'isMaster') {
    const primary = config?.members[0]?.host === member;
    const asMember =
      config && primary ? { setName: config._id, hosts: [member], me: member } : { isreplicaset: true };
    const strange =
      config && !primary ? { isreplicaset: undefined, info: 'Does not have a valid replica set config' } : {};
    return {
      isWritablePrimary: primary,
      ismaster: primary,
      helloOk: true,
      ...asMember,
      ...strange,
      minWireVersion: 0,
      maxWireVersion: 25,
      maxBsonObjectSize: 16_777_216,
      maxMessageSizeBytes: 48_000_000,
      maxWriteBatchSize: 100_000,
      ok: 1,
    };
  }
  if (name === 'replSetInitiate' && !config) {
    writeFileSync(configFile, JSON.stringify({ ...command[name], version: 1 }));
    return { ok: 1 };
  }
  if (name === 'replSetGetConfig' && config) return { config, ok: 1 };
  if (name === 'replSetReconfig' && command['force'] === true) {
    writeFileSync(configFile, JSON.stringify(command[name]));
    return { ok: 1 };
  }
  if (name === 'buildInfo') return { version: '8.0.0-stand-in', ok: 1 };
  if (name === 'ping' || name === 'endSessions') return { ok: 1 };
  return { ok: 0, errmsg: `the stand-in does not know ${name}`, code: 59 };
}

/** OP_MSG with one body section; the handshake may come as OP_QUERY, which is answered by OP_REPLY. */
function reply(message: Buffer): Buffer {
  const requestId = message.readInt32LE(4);
  const isQuery = message.readInt32LE(12) === 2004;
  const bodyAt = isQuery ? message.indexOf(0, 20) + 9 : 21;
  const body = BSON.serialize(answer(BSON.deserialize(message.subarray(bodyAt))));
  const prefix = isQuery ? Buffer.alloc(20) : Buffer.alloc(5);
  if (isQuery) prefix.writeInt32LE(1, 16);
  const header = Buffer.alloc(16);
  header.writeInt32LE(16 + prefix.length + body.length, 0);
  header.writeInt32LE(requestId, 8);
  header.writeInt32LE(isQuery ? 1 : 2013, 12);
  return Buffer.concat([header, prefix, body]);
}

const sockets = new Set<Socket>();
const server = createServer((socket) => {
  sockets.add(socket);
  let pending = Buffer.alloc(0);
  socket.on('error', () => {});
  socket.on('data', (chunk) => {
    pending = Buffer.concat([pending, chunk]);
    while (pending.length >= 4 && pending.length >= pending.readInt32LE(0)) {
      const length = pending.readInt32LE(0);
      socket.write(reply(pending.subarray(0, length)));
      pending = pending.subarray(length);
    }
  });
});
process.once('SIGTERM', () => {
  server.close();
  for (const socket of sockets) socket.destroy();
});
server.listen(Number(values.port), values.bind_ip);
