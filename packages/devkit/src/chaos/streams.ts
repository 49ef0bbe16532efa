import { type ClientRequest, request } from 'node:http';

/** An open event stream. */
export interface OpenStream {
  /** Settles with the status once the reply has begun; 0 when there was none. */
  readonly opened: Promise<number>;
  /** Settles when the stream is over, whoever ended it. */
  readonly ended: Promise<void>;
  close(): void;
}

/** Opens the live feed on a connection of its own and reads it until it ends. */
export function openFeed(port: number, token: string, onText: (text: string) => void = () => {}): OpenStream {
  const headers = { authorization: `Bearer ${token}`, accept: 'text/event-stream' };
  const sent: ClientRequest = request({
    host: '127.0.0.1',
    port,
    path: '/trpc/live.feed',
    headers,
    agent: false,
  });
  const ended = new Promise<void>((resolve) => sent.once('close', () => resolve()));
  const opened = new Promise<number>((resolve) => {
    sent.once('response', (message) => {
      message.on('error', () => {});
      message.setEncoding('utf8').on('data', onText);
      resolve(message.statusCode ?? 0);
    });
    sent.once('error', () => resolve(0));
  });
  sent.on('error', () => {});
  sent.end();
  return { opened, ended, close: () => void sent.destroy() };
}
