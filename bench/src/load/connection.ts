import { connect, type Socket } from 'node:net';
import { createReplyReader, type Reply } from './reply-reader.ts';

/** One request, built before it is sent: what a load generator does meanwhile is not measured but costs the machine. */
export interface Call {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly token?: string;
  readonly body?: unknown;
}

export const encodeCall = ({ method, path, token, body }: Call): Buffer => {
  const text = body === undefined ? '' : JSON.stringify(body);
  const head = [
    `${method} ${path} HTTP/1.1`,
    'Host: 127.0.0.1',
    ...(token === undefined ? [] : [`Authorization: Bearer ${token}`]),
    ...(body === undefined
      ? []
      : ['Content-Type: application/json', `Content-Length: ${Buffer.byteLength(text)}`]),
  ];
  return Buffer.from(`${head.join('\r\n')}\r\n\r\n${text}`);
};

const patienceMs = 60_000;

/** A kept connection that sends one request at a time. Plain sockets: an HTTP client would cost more than some servers. */
export const openConnectionTo = (port: number) => {
  let socket: Socket | undefined;
  let settle: { resolve(reply: Reply): void; reject(error: Error): void } | undefined;
  const fail = (error: Error) => {
    socket = undefined;
    settle?.reject(error);
    settle = undefined;
  };

  const open = () => {
    const opened = connect({ port, host: '127.0.0.1', noDelay: true });
    const reader = createReplyReader();
    opened.setTimeout(patienceMs, () => opened.destroy(new Error('No reply within a minute.')));
    opened.on('data', (bytes) => {
      try {
        const reply = reader.push(bytes);
        if (reply === undefined) return;
        if (reply.closes) {
          socket = undefined;
          opened.end();
        }
        const waiting = settle;
        settle = undefined;
        waiting?.resolve(reply);
      } catch (error) {
        opened.destroy(error instanceof Error ? error : new Error(String(error)));
      }
    });
    opened.on('error', (error) => opened === socket && fail(error));
    opened.on('close', () => opened === socket && fail(new Error('The server hung up.')));
    return opened;
  };

  return {
    send: (bytes: Buffer): Promise<Reply> =>
      new Promise((resolve, reject) => {
        settle = { resolve, reject };
        socket ??= open();
        socket.write(bytes);
      }),
    close: () => {
      const open = socket;
      socket = undefined;
      open?.destroy();
    },
  };
};
