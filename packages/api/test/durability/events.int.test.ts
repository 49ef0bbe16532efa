import { describe, expect, it } from 'vitest';
import type { Deps } from '../../src/deps.ts';
import { createIds } from '../../src/kernel/ids.ts';
import { mongoEvents, outboxCollection } from '../../src/modules/event/event.mongo.ts';
import type { Events, Tails } from '../../src/modules/event/event.ports.ts';
import { createRelay } from '../../src/modules/event/relay-tail.ts';
import { mongoProperties } from '../../src/modules/property/property.mongo.ts';
import {
  mongoRequests,
  mongoRequestTails,
  requestCollection,
} from '../../src/modules/request/request.mongo.ts';
import { open } from '../../src/mongo/collection.ts';
import { newRecordId, toObjectId } from '../../src/mongo/object-id.ts';
import { aPrincipal } from '../factories/principal.ts';
import { aReport } from '../factories/request.ts';
import { fakeClock } from '../fakes/fake-clock.ts';
import { lookingIn } from '../mongo/looking.ts';
import { useTestDatabase } from '../mongo/test-database.ts';
import { callerOf, createTestApi } from '../testing.ts';

const rethrow = (error: unknown) => {
  throw error;
};

describe('events outlive the process that wrote them', () => {
  const { db } = useTestDatabase('durability');
  const clock = fakeClock();
  const events = mongoEvents(db);
  const tails = mongoRequestTails(db);
  const look = lookingIn(db);
  const principal = aPrincipal();
  /** A process that writes and dies before its relay has done anything. */
  const dying: Deps = {
    ...createTestApi().deps,
    requests: mongoRequests(db),
    properties: mongoProperties(db),
    events,
    clock,
    ids: createIds(newRecordId),
    relay: { push: () => undefined },
  };
  const { homeowner } = callerOf(dying, principal);

  const submittedEditedCancelled = async () => {
    const { id } = await homeowner.requests.create(aReport());
    const { version } = await homeowner.requests.update({ id, version: 1, title: 'Kitchen tap pours' });
    await homeowner.requests.cancel({ id, version });
    return id;
  };
  const anotherProcess = (
    ports: { events: Events; tails: Tails },
    onError: (error: unknown) => void = rethrow,
  ) => createRelay({ ...ports, clock, onError });
  const storedOf = (id: string) => open(db, requestCollection).findOne({ _id: toObjectId(id) });
  const outboxOf = (id: string) =>
    open(db, outboxCollection)
      .find({ subject: toObjectId(id) })
      .sort({ seq: 1 })
      .toArray();

  const expectRelayed = async (id: string) => {
    const recorded = await look(events.beside(id));
    expect(recorded.map(({ seq, type, from, to }) => [seq, type, from, to])).toEqual([
      [1, 'submitted', null, 'submitted'],
      [2, 'edited', 'submitted', 'submitted'],
      [3, 'cancelled', 'submitted', 'cancelled'],
    ]);
    expect((await outboxOf(id)).map(({ seq, kind, state }) => [seq, kind, state])).toEqual([
      [1, 'request_submitted', 'pending'],
      [3, 'request_cancelled', 'pending'],
    ]);
    const stored = await storedOf(id);
    expect(stored?.tail).toEqual([]);
    expect(stored).not.toHaveProperty('relayDueAt');
  };

  it('a second process relays what the first left, once it is overdue', async () => {
    const id = await submittedEditedCancelled();
    expect(await look(events.beside(id))).toEqual([]);
    const timeline = await homeowner.requests.timeline({ id });
    const survivor = anotherProcess({ events, tails });

    expect(await survivor.sweep()).toBe(0);
    clock.advance(6);
    expect(await survivor.sweep()).toBe(1);
    await expectRelayed(id);
    expect(await survivor.sweep()).toBe(0);
    expect(await homeowner.requests.timeline({ id })).toStrictEqual(timeline);
  });

  it('a process that died between recording and clearing costs a repeat, and nothing is there twice', async () => {
    const id = await submittedEditedCancelled();
    clock.advance(6);
    const dead = anotherProcess({
      events,
      tails: { ...tails, clear: () => Promise.reject(new Error('killed')) },
    });
    await expect(dead.sweep()).rejects.toThrow('killed');
    expect(await look(events.beside(id))).toHaveLength(3);
    expect((await storedOf(id))?.tail).toHaveLength(3);
    const timeline = await homeowner.requests.timeline({ id });
    expect(timeline.map(({ seq }) => seq)).toEqual([1, 2, 3]);

    expect(await anotherProcess({ events, tails }).sweep()).toBe(1);
    await expectRelayed(id);
  });

  it('a process that died between the events and the outbox leaves no notice behind', async () => {
    const id = await submittedEditedCancelled();
    const [tail] = (await tails.overdue(new Date(clock.now().getTime() + 1), 200)).filter(
      ({ subjectId }) => subjectId === id,
    );
    if (!tail) throw new Error('The tail is gone');
    await events.record([{ ...tail, entries: tail.entries.map((entry) => ({ ...entry, notices: [] })) }]);
    expect(await outboxOf(id)).toEqual([]);
    clock.advance(6);
    await anotherProcess({ events, tails }).sweep();
    await expectRelayed(id);
  });

  it('two processes that sweep at once relay once', async () => {
    const ids = [await submittedEditedCancelled(), await submittedEditedCancelled()];
    clock.advance(6);
    await Promise.all([1, 2, 3].map(() => anotherProcess({ events, tails }).sweep()));
    for (const id of ids) await expectRelayed(id);
  });

  it('a timeline misses nothing while the relay takes events out of the tail', async () => {
    const carrier = anotherProcess({ events, tails });
    const { requests } = callerOf({ ...dying, relay: carrier }, principal).homeowner;
    const { id } = await requests.create(aReport());
    let isWriting = true;
    const write = async () => {
      for (let version = 1; version <= 40; version += 1) {
        await requests.update({ id, version, title: `Kitchen tap drips ${version} times` });
        if (version % 5 === 0) await carrier.flush();
      }
      isWriting = false;
    };
    const read = async () => {
      let seen = 0;
      while (isWriting) {
        const seqs = (await requests.timeline({ id })).map(({ seq }) => seq);
        expect(seqs).toEqual(seqs.map((_, index) => index + 1));
        expect(seqs.length).toBeGreaterThanOrEqual(seen);
        seen = seqs.length;
      }
    };
    await Promise.all([write(), read(), read(), read()]);
    await carrier.flush();
    expect(await requests.timeline({ id })).toHaveLength(41);
  });

  it('a write in the middle of a relay keeps its own event', async () => {
    const { id } = await homeowner.requests.create(aReport());
    clock.advance(6);
    const interrupted = anotherProcess({
      events,
      tails: {
        ...tails,
        clear: async (batch) => {
          const { version } = await homeowner.requests.update({ id, version: 1, title: 'Kitchen tap pours' });
          await homeowner.requests.cancel({ id, version });
          await tails.clear(batch);
        },
      },
    });
    await interrupted.sweep();
    expect((await storedOf(id))?.tail.map(({ seq }) => seq)).toEqual([2, 3]);
    clock.advance(6);
    await anotherProcess({ events, tails }).sweep();
    await expectRelayed(id);
  });
});
