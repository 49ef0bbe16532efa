import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';

type Wording = readonly [status: number, detail: string];

const wordings: Readonly<Record<string, Wording>> = {
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'The request took too long'],
  HPE_HEADER_OVERFLOW: [431, 'The headers are too large'],
  HPE_CHUNK_EXTENSIONS_OVERFLOW: [413, 'Request body is too large'],
};
const malformed: Wording = [400, 'The request is malformed'];

const answer = (socket: Socket, [status, detail]: Wording, headers: readonly string[] = []) => {
  const body = JSON.stringify({ detail });
  const lines = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    'Content-Type: application/json',
    'Cache-Control: no-store',
    'X-Content-Type-Options: nosniff',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
    ...headers,
  ];
  socket.end(`${lines.join('\r\n')}\r\n\r\n${body}`);
  // Who does not read the answer does not keep the connection either.
  socket.setTimeout(2_000, () => socket.destroy());
};

/** Where an answer has begun on a connection, a second one would be read as its body. */
const hasBegun = (socket: Socket) => {
  const current: unknown = '_httpMessage' in socket ? socket._httpMessage : undefined;
  return typeof current === 'object' && current !== null && 'headersSent' in current && current.headersSent;
};

/** For what Node's parser refuses: there is no request yet, so no hook, no route and no door. */
export const answerClientError = (error: Error & { code?: string }, socket: Socket) => {
  if (error.code === 'ECONNRESET' || !socket.writable || hasBegun(socket)) {
    socket.destroy();
    return;
  }
  answer(socket, wordings[error.code ?? ''] ?? malformed);
};

/** CONNECT makes a tunnel, which Node gives to nobody: it would close the connection without a word. */
export const refuseTunnel = (_request: unknown, socket: Socket) => {
  socket.on('error', () => socket.destroy());
  answer(socket, [405, 'Method Not Allowed'], ['Allow: GET, HEAD, POST, PATCH']);
};
