import { connect } from 'node:net';

/** What came back on a connection of its own. */
export interface RawAnswer {
  /** Everything that was received, as latin1, so that no byte is lost. */
  readonly text: string;
  /** The status of each answer, in order; empty when there was none. */
  readonly statuses: readonly number[];
  /** Whether the server ended the connection, as against our patience. */
  readonly closed: boolean;
  readonly ms: number;
}

export interface RawOptions {
  readonly port: number;
  readonly host?: string;
  /** Waits this long for something more to come before it hangs up. */
  readonly quietMs?: number;
  /** Hangs up after this long in any case. */
  readonly timeoutMs?: number;
  /** How long between the parts, when they are several. */
  readonly everyMs?: number;
}

/** Sends bytes, in one or more parts, past every HTTP client's rules, and tells what came back. Never rejects. */
export const sendRaw = (
  bytes: string | Buffer | readonly (string | Buffer)[],
  { port, host = '127.0.0.1', quietMs = 300, timeoutMs = 10_000, everyMs = 0 }: RawOptions,
): Promise<RawAnswer> => {
  const parts = typeof bytes === 'string' || Buffer.isBuffer(bytes) ? [bytes] : [...bytes];
  return new Promise((resolve) => {
    const began = performance.now();
    const received: Buffer[] = [];
    const socket = connect({ port, host });
    let quiet: NodeJS.Timeout | undefined;
    let sending: NodeJS.Timeout | undefined;
    const finish = (closed: boolean) => {
      clearTimeout(quiet);
      clearTimeout(sending);
      clearTimeout(patience);
      socket.destroy();
      const text = Buffer.concat(received).toString('latin1');
      resolve({ text, statuses: statusesOf(text), closed, ms: performance.now() - began });
    };
    const patience = setTimeout(() => finish(false), timeoutMs);
    const send = () => {
      const part = parts.shift();
      if (part === undefined) return;
      socket.write(part);
      if (parts.length > 0) sending = setTimeout(send, everyMs);
    };
    socket.on('connect', send);
    socket.on('error', () => undefined);
    socket.on('close', () => finish(true));
    socket.on('data', (chunk) => {
      received.push(chunk);
      clearTimeout(quiet);
      quiet = setTimeout(() => finish(false), quietMs);
    });
  });
};

const statusesOf = (text: string) =>
  [...text.matchAll(/^HTTP\/1\.[01] (\d{3}) /gm)].map(([, status]) => Number(status));
