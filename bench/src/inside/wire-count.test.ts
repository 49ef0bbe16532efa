import { expect, it } from 'vitest';
import { readMessages } from './wire-count.ts';

const message = (name: string, opcode = 2013) => {
  const document = Buffer.from(`\x02${name}\0\x02\0\0\0x\0\0`, 'latin1');
  const body = Buffer.concat([Buffer.alloc(5), Buffer.alloc(4), document]);
  body.writeInt32LE(document.length + 4, 5);
  const head = Buffer.alloc(16);
  head.writeInt32LE(16 + body.length, 0);
  head.writeInt32LE(opcode, 12);
  return Buffer.concat([head, body]);
};

it('names the commands of whole messages, and keeps what is not whole', () => {
  const [find, insert] = [message('find'), message('insert')];
  const cut = insert.subarray(0, 20);
  const { names, rest } = readMessages(Buffer.concat([find, insert, cut]));
  expect(names).toEqual(['find', 'insert']);
  expect(rest).toEqual(cut);
  expect(readMessages(Buffer.concat([rest, insert.subarray(20)]))).toEqual({
    names: ['insert'],
    rest: Buffer.alloc(0),
  });
});

it('passes over what is no command', () => {
  expect(readMessages(message('x', 2012)).names).toEqual([]);
  expect(readMessages(Buffer.alloc(3)).names).toEqual([]);
});
