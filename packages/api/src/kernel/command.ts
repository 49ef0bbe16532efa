import { hash as hashOf } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { AppError } from './app-error.ts';
import { payloadHash } from './payload-hash.ts';

/** How many commands a record remembers; an older key is no longer recognised as a repeat. */
export const commandRing = 32;

/** Remembers which command made a write, so that a repeat is answered instead of carried out again. */
export interface CommandRecord {
  key: string;
  /** A digest of what was asked and, on a record that several people change, a mark of who asked: see `ownedBy`. */
  hash: string;
}

/** A longer key is kept as a digest: a record keeps many of them, and has to stay small. */
const longestKept = 32;

/** A key as a ring keeps it. No key that somebody sends has a `#`, so none is taken for another's digest. */
const kept = (key: string) =>
  key.length <= longestKept
    ? key
    : `#${hashOf('sha256', key, 'buffer').subarray(0, 16).toString('base64url')}`;

/** The record of a command as a ring keeps it. */
export const forRing = ({ key, hash }: CommandRecord): CommandRecord => ({ key: kept(key), hash });

/** The record of a command that came with a key; undefined for one that came without, which cannot be repeated safely. */
export const commandOf = (key: string | undefined, payload: object): CommandRecord | undefined =>
  key === undefined ? undefined : { key, hash: payloadHash(payload) };

/** Stands between digest and mark; neither has one. */
const beforeMark = '.';

/**
 * The command as one of `actorId`'s own. Where several people change the same record, each of them has keys of their own: another's
 * neither repeats theirs nor tells them that somebody was there. 24 bits of mark: two people who share it would have to send the same key.
 */
export const ownedBy = ({ key, hash }: CommandRecord, actorId: string): CommandRecord => ({
  key,
  hash: `${hash}${beforeMark}${hashOf('sha256', actorId, 'base64url').slice(0, 4)}`,
});

const partsOf = ({ hash }: CommandRecord) => {
  const [digest = '', mark] = hash.split(beforeMark);
  return { digest, mark };
};

/** What an older release stored has no mark, and may be anybody's. */
const isOfSame = (command: CommandRecord, stored: CommandRecord) => {
  const { mark } = partsOf(stored);
  return mark === undefined || mark === partsOf(command).mark;
};

/** Throws `key_reused` unless both ask for the same. */
const requireSamePayload = (command: CommandRecord, storedHash: string) => {
  // What was stored by an older release is a longer piece of the same digest.
  if (!storedHash.startsWith(partsOf(command).digest)) {
    throw new AppError('key_reused', 'This key has already been used for something else');
  }
};

/** True when `command` has already been carried out. Throws `key_reused` when its key stands for something else. */
export const isRepeat = (command: CommandRecord | undefined, done: readonly CommandRecord[]): boolean => {
  if (!command || done.length === 0) return false;
  const keys = [command.key, kept(command.key)];
  // The newest: two people may have used the same key.
  const same = done.findLast((stored) => keys.includes(stored.key) && isOfSame(command, stored));
  if (!same) return false;
  requireSamePayload(command, same.hash);
  return true;
};

/** What a command has created before, and the digest of what it asked for. */
export interface Earlier<Created> {
  created: Created;
  hash: string;
}

interface CreateOnce<Created> {
  command: CommandRecord | undefined;
  /** Tries to insert; each attempt draws new identifiers. An error returned refuses all but a repeat: its record is there. */
  insert(): Promise<Created | 'duplicate' | AppError>;
  createdWith(key: string): Promise<Earlier<Created> | undefined>;
}

const attempts = 3;

/** Inserts, or answers what the same command has created before. A clash of random identifiers is drawn again. */
export const createOnce = async <Created>({
  command,
  insert,
  createdWith,
}: CreateOnce<Created>): Promise<Created> => {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const outcome = await insert();
    if (outcome !== 'duplicate' && !(outcome instanceof AppError)) return outcome;
    const earlier = command && (await createdWith(command.key));
    if (command && earlier) {
      requireSamePayload(command, earlier.hash);
      return earlier.created;
    }
    if (outcome instanceof AppError) throw outcome;
  }
  throw new AppError('conflict', 'Could not be stored; try again');
};

interface ChangeOnce<State extends { commands: readonly CommandRecord[] }, Changed> {
  command: CommandRecord | undefined;
  /** Reads the record; throws `not_found` when it is not the actor's to change. */
  read(): Promise<State>;
  /** Refuses by throwing, or compare-and-sets against `state`; undefined when somebody was faster. */
  write(state: State): Promise<Changed | undefined>;
  /** What a repeat is answered with: the record as it is now. */
  repeated(state: State): Changed;
}

const changeAttempts = 8;

/**
 * A transaction refuses whoever comes while it is being written, and they may look again before it is done: from the third try on each
 * waits a while of its own, up to 20, 40, 80 and at last 640 ms.
 */
const aWhile = (attempt: number) => wait(Math.random() * 5 * 2 ** attempt);

/** Carries a command out once. Whoever loses a race looks again: the winner may have been this very command, sent twice. */
export const changeOnce = async <State extends { commands: readonly CommandRecord[] }, Changed>({
  command,
  read,
  write,
  repeated,
}: ChangeOnce<State, Changed>): Promise<Changed> => {
  for (let attempt = 0; attempt < changeAttempts; attempt += 1) {
    if (attempt >= 2) await aWhile(attempt);
    const state = await read();
    if (isRepeat(command, state.commands)) return repeated(state);
    try {
      const changed = await write(state);
      if (changed !== undefined) return changed;
    } catch (refusal) {
      const done = isClash(refusal) && command && (await doneBy(command, read));
      if (done) return repeated(done);
      throw refusal;
    }
  }
  throw new AppError('conflict', 'Others keep changing this; try again');
};

const isClash = (refusal: unknown) => refusal instanceof AppError && refusal.code === 'conflict';

/**
 * The state, if the command has been carried out. Other records are read after `state`: where they seem to clash with it, it may be
 * older than what this very command, sent twice, has done to them.
 */
const doneBy = async <State extends { commands: readonly CommandRecord[] }>(
  command: CommandRecord,
  read: () => Promise<State>,
): Promise<State | undefined> => {
  const state = await read();
  return isRepeat(command, state.commands) ? state : undefined;
};
