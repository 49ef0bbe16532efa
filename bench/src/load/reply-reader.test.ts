import { describe, expect, it } from 'vitest';
import { createReplyReader } from './reply-reader.ts';

const plain = 'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 11\r\n\r\n{"a":"b\r\n"}';
const chunked =
  'HTTP/1.1 201 Created\r\nTransfer-Encoding: chunked\r\n\r\n4\r\n{"a"\r\nA\r\n:"01234567\r\n2\r\n"}\r\n0\r\n\r\n';

describe('the reply reader', () => {
  it.each([
    ['with a length', plain, 200, '{"a":"b\r\n"}'],
    ['in chunks', chunked, 201, '{"a":"01234567"}'],
  ])('reads a reply %s, cut anywhere', (_, text, status, body) => {
    const bytes = Buffer.from(text);
    for (let cut = 1; cut < bytes.length; cut += 1) {
      const reader = createReplyReader();
      expect(reader.push(bytes.subarray(0, cut))).toBeUndefined();
      const reply = reader.push(bytes.subarray(cut));
      expect(reply?.status).toBe(status);
      expect(reply?.body.toString()).toBe(body);
      expect(reply?.closes).toBe(false);
    }
  });

  it('reads one after the other', () => {
    const reader = createReplyReader();
    for (let index = 0; index < 3; index += 1) {
      expect(reader.push(Buffer.from(plain))?.body).toHaveLength(11);
      expect(reader.push(Buffer.from(chunked))?.body).toHaveLength(16);
    }
  });

  it('notes that the server closes', () => {
    const closing = plain.replace('\r\n\r\n', '\r\nConnection: close\r\n\r\n');
    expect(createReplyReader().push(Buffer.from(closing))?.closes).toBe(true);
  });

  it('refuses a reply whose end nobody knows', () => {
    expect(() => createReplyReader().push(Buffer.from('HTTP/1.1 200 OK\r\n\r\nx'))).toThrow('how long');
  });
});
