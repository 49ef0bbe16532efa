/** One HTTP reply, as far as a load generator looks. */
export interface Reply {
  readonly status: number;
  readonly body: Buffer;
  /** The server takes no further request on this connection. */
  readonly closes: boolean;
}

const endOfHead = Buffer.from('\r\n\r\n');
const endOfLine = Buffer.from('\r\n');

interface Head {
  status: number;
  closes: boolean;
  bodyAt: number;
  /** Undefined for a chunked body. */
  length: number | undefined;
}

const readHead = (bytes: Buffer): Head | undefined => {
  const end = bytes.indexOf(endOfHead);
  if (end < 0) return undefined;
  const head = bytes.toString('latin1', 0, end).toLowerCase();
  const length = /\r\ncontent-length: *(\d+)/.exec(head)?.[1];
  const chunked = head.includes('\r\ntransfer-encoding: chunked');
  if (length === undefined && !chunked) throw new Error('A reply that does not say how long it is.');
  return {
    status: Number(head.slice(9, 12)),
    closes: head.includes('\r\nconnection: close'),
    bodyAt: end + endOfHead.length,
    length: length === undefined ? undefined : Number(length),
  };
};

/** The chunks' content once the last one is there. Trailers are not read: no server here sends any. */
const readChunks = (bytes: Buffer, from: number): Buffer | undefined => {
  const parts: Buffer[] = [];
  for (let at = from; ; ) {
    const line = bytes.indexOf(endOfLine, at);
    if (line < 0) return undefined;
    const size = Number.parseInt(bytes.toString('latin1', at, line), 16);
    const start = line + endOfLine.length;
    if (start + size + endOfLine.length > bytes.length) return undefined;
    if (size === 0) return Buffer.concat(parts);
    parts.push(bytes.subarray(start, start + size));
    at = start + size + endOfLine.length;
  }
};

/** Reads replies that come one after the other on a connection, in whatever pieces. One reply is under way at a time. */
export const createReplyReader = () => {
  let waiting: Buffer = Buffer.alloc(0);
  let head: Head | undefined;
  return {
    /** The reply, once these bytes complete it. */
    push(bytes: Buffer): Reply | undefined {
      waiting = waiting.length === 0 ? bytes : Buffer.concat([waiting, bytes]);
      head ??= readHead(waiting);
      if (head === undefined) return undefined;
      const { status, closes, bodyAt, length } = head;
      const whole = length === undefined ? readChunks(waiting, bodyAt) : sliceOf(waiting, bodyAt, length);
      if (whole === undefined) return undefined;
      waiting = Buffer.alloc(0);
      head = undefined;
      return { status, closes, body: whole };
    },
  };
};

const sliceOf = (bytes: Buffer, from: number, length: number) =>
  bytes.length < from + length ? undefined : bytes.subarray(from, from + length);
