import { BSON } from 'mongodb';
import { describe, expect, it } from 'vitest';
import type { Deps } from '../../src/deps.ts';
import { commandRing } from '../../src/kernel/command.ts';
import { createIds } from '../../src/kernel/ids.ts';
import { mongoEvents } from '../../src/modules/event/event.mongo.ts';
import { tailLimit } from '../../src/modules/event/event.ports.ts';
import { derivedOf } from '../../src/modules/request/request.derived.ts';
import {
  mongoRequests,
  mongoRequestTails,
  requestCollection,
} from '../../src/modules/request/request.mongo.ts';
import { open } from '../../src/mongo/collection.ts';
import { newRecordId, toObjectId } from '../../src/mongo/object-id.ts';
import { aPrincipal } from '../factories/principal.ts';
import { everyField, most } from '../factories/progress.ts';
import { anEntry, aReport, asOwner } from '../factories/request.ts';
import { later } from '../factories/unique.ts';
import { useTestDatabase } from '../mongo/test-database.ts';
import { callerOf, createTestApi, refusalShape, refused } from '../testing.ts';

interface Letter {
  char: string;
  bytes: number;
}

/** The longest text of a paragraph's limit. */
const paragraphOf = ({ char, bytes }: Letter, length: number) =>
  char.repeat(Math.floor((length * Math.min(bytes, 1.5)) / bytes));
/** The longest that a ring keeps as it is. */
const keyOf = (index: number) => `${'k'.repeat(28)}${String(index).padStart(4, '0')}`;

describe('the size of a request', () => {
  const { db } = useTestDatabase('size');
  const tails = mongoRequestTails(db);
  const deps: Deps = {
    ...createTestApi().deps,
    requests: mongoRequests(db),
    events: mongoEvents(db),
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

  /** Every field as long as it may be, made of `letter`; edited in every field until a cap stops it. */
  const fattest = async ({ char, bytes }: Letter) => {
    const principal = aPrincipal();
    const city = aPrincipal({ roles: ['official'] });
    await deps.officials.assign(city.userId, 'riverton');
    const { homeowner } = callerOf(deps, principal);
    const { official } = callerOf(deps, city);
    const line = (length: number) => char.repeat(Math.floor((length * Math.min(bytes, 2)) / bytes));
    const address = {
      line1: line(120),
      line2: line(120),
      city: line(80),
      region: line(80),
      postalCode: line(16),
      country: 'GB',
    };
    const location = { lon: -1.512_345_678_9, lat: 52.112_345_678_9 };
    const longest = paragraphOf({ char, bytes }, 4000);
    const { id } = await homeowner.requests.create(
      aReport({ title: line(120), description: longest, address, location, clientKey: keyOf(0).repeat(2) }),
    );
    await official.requests.setPriorityFloor({ id, priorityFloor: 'urgent' });
    let version = 2;
    const edit = async (index: number) => {
      const flip = index % 2 === 0;
      const edited = await homeowner.requests.update({
        id,
        version,
        commandKey: keyOf(index),
        title: line(flip ? 120 : 119),
        description: flip ? longest : longest.slice(char.length),
        category: flip ? 'windows-doors' : 'landscaping',
        priority: flip ? 'normal' : 'urgent',
      });
      version = edited.version;
      return edited;
    };
    for (let index = 2; index < tailLimit; index += 1) await edit(index);
    return { id, edit, homeowner, official, homeownerId: principal.userId };
  };
  /** The same once its ring is full and its tail is empty. */
  const ringed = async (letter: Letter) => {
    const made = await fattest(letter);
    for (let index = tailLimit; index <= commandRing + 1; index += 1) {
      if (index % tailLimit === 0) await clear(made.id, index);
      await made.edit(index);
    }
    await clear(made.id, commandRing + 2);
    return made;
  };
  const clear = (id: string, version: number) => tails.clear([{ subjectId: id, version, entries: [] }]);

  it('takes no more commands, and loses none, when its tail is full', async () => {
    const { id, edit, homeowner } = await fattest({ char: 'x', bytes: 1 });
    const timeline = await homeowner.requests.timeline({ id });
    expect(timeline).toHaveLength(tailLimit);
    const { data } = await refused(edit(tailLimit));
    expect(data).toMatchObject({ appCode: 'case_full', httpStatus: 409 });
    expect((await refused(homeowner.requests.cancel({ id }))).data.appCode).toBe('case_full');
    expect(await homeowner.requests.timeline({ id })).toStrictEqual(timeline);

    await clear(id, tailLimit);
    expect((await edit(tailLimit)).version).toBe(tailLimit + 1);
  });

  // The most that the limits of the fields, the ring and the tail add up to; raise a limit and this tells what it costs.
  const letter: Letter = { char: 'Ж', bytes: 2 };
  const letters: readonly Letter[] = [
    letter,
    { char: 'x', bytes: 1 },
    { char: '水', bytes: 3 },
    { char: '🚰', bytes: 4 },
  ];

  /** Makes one command after the other until the case is full; answers how many it took. */
  const untilFull = async (command: (index: number) => Promise<unknown>) => {
    for (let index = 0; ; index += 1) {
      try {
        await command(index);
      } catch (error) {
        expect(refusalShape(error).data.appCode).toBe('case_full');
        return index;
      }
    }
  };
  const expectFat = async (id: string, least: number) => {
    const stored = await sizeOf(id);
    expect(stored).toBeGreaterThan(least * 1024);
    expect(stored).toBeLessThanOrEqual(16 * 1024);
  };

  it('stays within 16 KB when it is turned down', async () => {
    const { id, edit, official } = await ringed(letter);
    const closingText = paragraphOf(letter, 1000);
    // A long text takes the place of several edits: as many are made as still leave room for it.
    for (let index = commandRing + 2; index < commandRing + 6; index += 1) await edit(index);
    const rejection = { resolution: 'not_responsible', closingText } as const;
    await official.requests.reject({ id, commandKey: keyOf(99), ...rejection });
    await expectFat(id, 12);
  });

  it('stays within 16 KB when it is withdrawn', async () => {
    const { id, edit, homeowner } = await ringed(letter);
    for (let index = commandRing + 2; index < commandRing + 9; index += 1) await edit(index);
    await homeowner.requests.cancel({ id, commandKey: keyOf(99), reason: paragraphOf(letter, 500) });
    await expectFat(id, 12);
  });

  it.each(letters)(
    'stays within 16 KB when all was done to it, in letters of $bytes bytes',
    async (letter) => {
      const { id, homeownerId, official } = await ringed(letter);
      const contractor = aPrincipal({ roles: ['contractor'] });
      const jobs = callerOf(deps, contractor).contractor.jobs;
      const found = await deps.requests.find(id, asOwner(homeownerId));
      if (!found) throw new Error('The request is gone');
      const set = everyField(contractor.userId, { status: 'in_progress' });
      const change = {
        set,
        derived: derivedOf({ ...found, ...set }),
        entry: anEntry(found),
        command: undefined,
      };
      const changed = await deps.requests.change({ request: found, ...change });
      await clear(id, found.version + 1);
      expect(changed?.visits).toHaveLength(10);

      const note = paragraphOf(letter, 300);
      const done = deps.categories.byCode(found.category)?.checklist.map(({ code }) => code) ?? [];
      const made = await untilFull(async (index) => {
        const command = { id, commandKey: keyOf(200 + index) };
        if (index === 0) return jobs.complete({ ...command, note, done, labourMinutes: 9_999, cost: most });
        const priorityFloor = index % 2 === 0 ? 'urgent' : 'normal';
        return official.requests.setPriorityFloor({ ...command, priorityFloor });
      });
      expect(made).toBeGreaterThan(5);
      await expectFat(id, 12);
    },
  );

  it('stays within 16 KB with long reasons', async () => {
    const { id, homeowner, homeownerId } = await ringed(letter);
    const contractorId = aPrincipal().userId;
    const found = await deps.requests.find(id, asOwner(homeownerId));
    if (!found) throw new Error('The request is gone');
    const { completion: _, ...set } = everyField(contractorId, { status: 'assigned' });
    const change = {
      set,
      derived: derivedOf({ ...found, ...set }),
      entry: anEntry(found),
      command: undefined,
    };
    await deps.requests.change({ request: found, ...change });
    await clear(id, found.version + 1);
    const reason = paragraphOf(letter, 500);
    await untilFull((index) => {
      const command = { id, commandKey: keyOf(200 + index) };
      const hold = { ...command, holdReason: 'payment', reason, until: later(86_400) } as const;
      return index % 2 === 0 ? homeowner.requests.hold(hold) : homeowner.requests.resume(command);
    });
    await expectFat(id, 14);
  });
});
