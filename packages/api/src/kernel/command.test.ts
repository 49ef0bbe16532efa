import { describe, expect, it } from 'vitest';
import { AppError } from './app-error.ts';
import {
  type CommandRecord,
  changeOnce,
  commandOf,
  createOnce,
  forRing,
  isRepeat,
  ownedBy,
} from './command.ts';

const codeOf = async (call: Promise<unknown>) => {
  const error = await call.catch((fault: unknown) => fault);
  return error instanceof AppError ? error.code : error;
};

describe('commandOf', () => {
  it('is nothing without a key', () => {
    expect(commandOf(undefined, {})).toBeUndefined();
  });

  it('holds the key and what was asked', () => {
    expect(commandOf('key', { a: 1, b: 2 })).toEqual(commandOf('key', { b: 2, a: 1 }));
    expect(commandOf('key', { a: 1 })).not.toEqual(commandOf('key', { a: 2 }));
  });
});

describe('a ring', () => {
  const recordOf = (key: string): CommandRecord => {
    const record = commandOf(key, { a: 1 });
    if (!record) throw new Error('A key makes a record');
    return record;
  };
  const [short, long] = [recordOf('k'.repeat(32)), recordOf('k'.repeat(33))];

  it('keeps a key of up to 32 characters as it is, and a digest of a longer one', () => {
    expect(forRing(short)).toEqual(short);
    expect(forRing(recordOf('x'.repeat(60))).key).toBe('#QvLZczVmn4aEa3IaiqWFUQ');
    expect(forRing(long)).toEqual({ key: expect.stringMatching(/^#[\w-]{22}$/), hash: long.hash });
  });

  it('knows a command again, however its key was kept, and no other', () => {
    expect(isRepeat(short, [forRing(short)])).toBe(true);
    expect(isRepeat(long, [forRing(long)])).toBe(true);
    expect(isRepeat(long, [long])).toBe(true);
    expect(isRepeat(recordOf('k'.repeat(34)), [forRing(long), forRing(short)])).toBe(false);
  });

  it('knows the longer hash of an older release, and refuses another', () => {
    expect(isRepeat(short, [{ ...short, hash: `${short.hash}older` }])).toBe(true);
    expect(() => isRepeat(long, [{ ...forRing(long), hash: 'another' }])).toThrow('something else');
  });
});

describe('a ring that several people share', () => {
  const [asked, other] = [commandOf('key', { a: 1 }), commandOf('key', { a: 2 })];
  if (!asked || !other) throw new Error('A key makes a record');
  const [ann, bob] = ['a'.repeat(24), 'b'.repeat(24)];

  it('keeps the keys of each apart, whatever they stand for', () => {
    expect(isRepeat(ownedBy(asked, ann), [ownedBy(asked, ann)])).toBe(true);
    expect(isRepeat(ownedBy(asked, bob), [ownedBy(asked, ann)])).toBe(false);
    expect(isRepeat(ownedBy(other, bob), [ownedBy(asked, ann)])).toBe(false);
    expect(isRepeat(ownedBy(asked, ann), [ownedBy(asked, ann), ownedBy(other, bob)])).toBe(true);
    expect(() => isRepeat(ownedBy(other, ann), [ownedBy(asked, ann), ownedBy(other, bob)])).toThrow(
      'something else',
    );
  });

  it('keeps the key readable, and five characters more', () => {
    const { key, hash } = forRing(ownedBy(asked, ann));
    expect(key).toBe('key');
    expect(hash).toHaveLength(asked.hash.length + 5);
  });

  it('knows what an older release stored without saying whose it was', () => {
    expect(isRepeat(ownedBy(asked, ann), [asked])).toBe(true);
    expect(isRepeat(ownedBy(asked, ann), [{ ...asked, hash: `${asked.hash}older` }])).toBe(true);
    expect(() => isRepeat(ownedBy(other, ann), [asked])).toThrow('something else');
    expect(isRepeat(ownedBy(other, ann), [asked, ownedBy(other, ann)])).toBe(true);
  });
});

describe('createOnce', () => {
  const command = commandOf('key', { a: 1 });
  const never = async (): Promise<undefined> => undefined;

  it('answers what was inserted', async () => {
    const insert = async () => 'made' as const;
    expect(await createOnce<string>({ command, insert, createdWith: never })).toBe('made');
  });

  it('answers what the same command made before', async () => {
    const createdWith = async () => ({ created: 'earlier', hash: command?.hash ?? '' });
    expect(await createOnce<string>({ command, insert: async () => 'duplicate', createdWith })).toBe(
      'earlier',
    );
  });

  it('refuses a key that stands for something else', async () => {
    const createdWith = async () => ({ created: 'earlier', hash: 'of something else' });
    const call = createOnce<string>({ command, insert: async () => 'duplicate', createdWith });
    expect(await codeOf(call)).toBe('key_reused');
  });

  it('refuses what is one too many, but not a repeat of what was not', async () => {
    const insert = async () => new AppError('too_many', 'No more');
    expect(await codeOf(createOnce<string>({ command, insert, createdWith: never }))).toBe('too_many');
    const createdWith = async () => ({ created: 'earlier', hash: command?.hash ?? '' });
    expect(await createOnce<string>({ command, insert, createdWith })).toBe('earlier');
  });

  it('draws identifiers again after a clash, three times', async () => {
    let drawn = 0;
    const clashesUntil = (lucky: number) => async () => {
      drawn += 1;
      return drawn === lucky ? 'made' : ('duplicate' as const);
    };
    expect(await createOnce<string>({ command, insert: clashesUntil(3), createdWith: never })).toBe('made');
    drawn = 0;
    const unlucky = createOnce<string>({ command: undefined, insert: clashesUntil(99), createdWith: never });
    expect(await codeOf(unlucky)).toBe('conflict');
    expect(drawn).toBe(3);
  });
});

describe('changeOnce', () => {
  const command = commandOf('key', { a: 1 });
  const state = (...commands: (CommandRecord | undefined)[]) => ({
    commands: commands.filter((one) => one !== undefined),
  });
  const repeated = () => 'as it is now';

  it('answers what was written', async () => {
    const call = changeOnce({ command, read: async () => state(), write: async () => 'written', repeated });
    expect(await call).toBe('written');
  });

  it('does not write for a command that has been carried out', async () => {
    const write = async (): Promise<string> => {
      throw new Error('It was written twice');
    };
    expect(await changeOnce({ command, read: async () => state(command), write, repeated })).toBe(
      'as it is now',
    );
  });

  it('recognises its own command when it loses a race to it', async () => {
    const reads = [state(), state(command)];
    const read = async () => reads.shift() ?? state();
    expect(await changeOnce({ command, read, write: async () => undefined, repeated })).toBe('as it is now');
    expect(reads).toEqual([]);
  });

  it('recognises its own command in what seems to clash with it', async () => {
    const clash = async () => {
      throw new AppError('conflict', 'It has been done already');
    };
    const reads = [state(), state(command)];
    const call = changeOnce({ command, read: async () => reads.shift() ?? state(), write: clash, repeated });
    expect(await call).toBe('as it is now');
    const other = { key: 'of another', hash: 'of another' };
    const read = async () => state(other);
    expect(await codeOf(changeOnce({ command, read, write: clash, repeated }))).toBe('conflict');
    expect(await codeOf(changeOnce({ command: undefined, read, write: clash, repeated }))).toBe('conflict');
  });

  it('looks again when somebody else was faster', async () => {
    const outcomes = [undefined, undefined, 'third time'];
    const write = async () => outcomes.shift();
    expect(await changeOnce({ command, read: async () => state(), write, repeated })).toBe('third time');
  });

  it('gives up when others keep changing it', async () => {
    let writes = 0;
    const write = async (): Promise<string | undefined> => {
      writes += 1;
      return undefined;
    };
    expect(await codeOf(changeOnce({ command, read: async () => state(), write, repeated }))).toBe(
      'conflict',
    );
    expect(writes).toBe(8);
  });

  it('refuses a key that stands for something else', async () => {
    const read = async () => state({ key: 'key', hash: 'of something else' });
    expect(await codeOf(changeOnce({ command, read, write: async () => 'written', repeated }))).toBe(
      'key_reused',
    );
  });

  it('passes on what reading and writing throw', async () => {
    const gone = async () => {
      throw new AppError('not_found', 'Not found');
    };
    expect(await codeOf(changeOnce({ command, read: gone, write: async () => 'written', repeated }))).toBe(
      'not_found',
    );
    expect(await codeOf(changeOnce({ command, read: async () => state(), write: gone, repeated }))).toBe(
      'not_found',
    );
  });
});
