import { BSON } from 'mongodb';
import { describe, expect, it } from 'vitest';
import type { Deps } from '../../src/deps.ts';
import { commandRing } from '../../src/kernel/command.ts';
import { createIds } from '../../src/kernel/ids.ts';
import { placesOf, tailLimit } from '../../src/modules/event/event.ports.ts';
import {
  mongoRequests,
  mongoRequestTails,
  requestCollection,
} from '../../src/modules/request/request.mongo.ts';
import { open } from '../../src/mongo/collection.ts';
import { newRecordId, toObjectId } from '../../src/mongo/object-id.ts';
import { aPrincipal } from '../factories/principal.ts';
import { aReport } from '../factories/request.ts';
import { useTestDatabase } from '../mongo/test-database.ts';
import { callerOf, createTestApi, refused } from '../testing.ts';

describe('the size of a request', () => {
  const { db } = useTestDatabase('size');
  const tails = mongoRequestTails(db);
  const deps: Deps = {
    ...createTestApi().deps,
    requests: mongoRequests(db),
    ids: createIds(newRecordId),
    // Never carries: tails grow until they are full.
    relay: { push: () => undefined },
  };
  const sizeOf = async (id: string) => {
    const stored = await open(db, requestCollection).findOne({ _id: toObjectId(id) });
    if (!stored) throw new Error('The request is gone');
    expect(stored.commands.length).toBeLessThanOrEqual(commandRing);
    expect(stored.tail.length).toBeLessThanOrEqual(tailLimit);
    return BSON.calculateObjectSize(stored);
  };

  /** Every field as long as it may be, made of `char`; edited in every field until a cap stops it. */
  const fattest = async (char: string, longest = 4000) => {
    const principal = aPrincipal({ roles: ['homeowner', 'official'] });
    await deps.officials.assign(principal.userId, 'riverton');
    const { homeowner, official } = callerOf(deps, principal);
    const text = (length: number) => char.repeat(length);
    const address = {
      line1: text(120),
      line2: text(120),
      city: text(80),
      region: text(80),
      postalCode: text(16),
      country: 'GB',
    };
    const location = { lon: -1.512_345_678_9, lat: 52.112_345_678_9 };
    const keyOf = (index: number) => `${'k'.repeat(60)}${String(index).padStart(4, '0')}`;
    const { id } = await homeowner.requests.create(
      aReport({ title: text(120), description: text(longest), address, location, clientKey: keyOf(0) }),
    );
    await official.requests.setPriorityFloor({ id, priorityFloor: 'urgent' });
    let version = 2;
    const edit = async (index: number) => {
      const flip = index % 2 === 0;
      const edited = await homeowner.requests.update({
        id,
        version,
        commandKey: keyOf(index),
        title: text(flip ? 120 : 119),
        description: text(flip ? longest : longest - 1),
        category: flip ? 'windows-doors' : 'landscaping',
        priority: flip ? 'normal' : 'urgent',
      });
      version = edited.version;
      return edited;
    };
    for (let index = 2; index < tailLimit; index += 1) await edit(index);
    return { id, edit, homeowner, official };
  };

  it('takes no more commands, and loses none, when its tail is full', async () => {
    const { id, edit, homeowner } = await fattest('x');
    const timeline = await homeowner.requests.timeline({ id });
    expect(timeline).toHaveLength(tailLimit);
    const { data } = await refused(edit(tailLimit));
    expect(data).toMatchObject({ appCode: 'case_full', httpStatus: 409 });
    expect((await refused(homeowner.requests.cancel({ id }))).data.appCode).toBe('case_full');
    expect(await homeowner.requests.timeline({ id })).toStrictEqual(timeline);

    await tails.clear([{ subjectId: id, version: tailLimit, entries: [] }]);
    expect((await edit(tailLimit)).version).toBe(tailLimit + 1);
  });

  // The most that the limits of the fields, the ring and the tail add up to; raise a limit and this tells what it costs.
  const letters = [
    ['one byte', 'x', 4000],
    ['three bytes', '水', 2000],
    ['four bytes', '🚰', 1500],
  ] as const;
  const ways = (['cancel', 'reject'] as const).flatMap((move) =>
    letters.map((one) => [move, ...one] as const),
  );

  it.each(ways)('stays within 16 KB: %s, in letters of %s', async (move, _, char, longest) => {
    const { id, edit, homeowner, official } = await fattest(char, longest);
    for (let index = tailLimit; index < commandRing; index += 1) {
      if (index % tailLimit === 0) {
        await tails.clear([{ subjectId: id, version: index, entries: [] }]);
      }
      await edit(index);
    }
    await tails.clear([{ subjectId: id, version: commandRing, entries: [] }]);
    // A long text takes the place of several edits: as many are made as still leave room for it.
    const text = char.repeat(move === 'cancel' ? longest / 8 : longest / 4);
    const places = placesOf({ reason: text });
    expect(places).toBeLessThan(tailLimit);
    for (let index = commandRing; index < commandRing + tailLimit - places; index += 1) await edit(index);
    const last = { id, commandKey: 'c'.repeat(64) };
    if (move === 'cancel') await homeowner.requests.cancel({ ...last, reason: text });
    else await official.requests.reject({ ...last, resolution: 'not_responsible', closingText: text });
    const stored = await sizeOf(id);
    expect(stored).toBeGreaterThan(11 * 1024);
    expect(stored).toBeLessThanOrEqual(16 * 1024);
  });
});
