import { expect, it } from 'vitest';
import type { Events, Tail } from '../../src/modules/event/event.ports.ts';
import { anEntry, aRequest } from '../factories/request.ts';
import { hexId, later } from '../factories/unique.ts';
import type { Looking } from '../fakes/fake-look.ts';

interface OutboxEntry {
  subjectId: string;
  seq: number;
  to: string;
  kind: string;
}

const tailOf = (seqs: readonly number[], subjectId = hexId()): Tail => ({
  subjectId,
  version: seqs.at(-1) ?? 1,
  entries: seqs.map((seq) =>
    anEntry(aRequest(), { seq, at: later(seq), fields: ['title'], reason: `why ${seq}` }),
  ),
});

const eventsOf = ({ entries }: Tail) => entries.map(({ notices: _, ...event }) => event);

interface EventPorts {
  events: Events;
  outbox(): Promise<OutboxEntry[]>;
  look: Looking;
}

/** What every implementation of `Events` must do. `outbox` shows what it keeps to be sent. */
export const eventsContract = (open: () => EventPorts) => {
  const { events, outbox, look } = open();
  const historyOf = async (subjectId: string) =>
    (await look(events.beside(subjectId))).toSorted((a, b) => a.seq - b.seq);
  const outboxOf = async ({ subjectId }: Tail) =>
    (await outbox()).filter((entry) => entry.subjectId === subjectId).toSorted((a, b) => a.seq - b.seq);

  it('answers a history as it was recorded', async () => {
    const tail = tailOf([1, 2, 3]);
    await events.record([{ ...tail, entries: tail.entries.toReversed() }]);
    expect(await historyOf(tail.subjectId)).toStrictEqual(eventsOf(tail));
    expect(await historyOf(hexId())).toEqual([]);
  });

  it('puts every notice into the outbox', async () => {
    const tail = tailOf([1, 2]);
    await events.record([tail]);
    expect(await outboxOf(tail)).toEqual(
      tail.entries.flatMap(({ seq, notices }) =>
        notices.map((notice) => ({ subjectId: tail.subjectId, seq, ...notice })),
      ),
    );
  });

  it('changes nothing when it is repeated', async () => {
    const tail = tailOf([1, 2]);
    await events.record([tail]);
    await events.record([tail]);
    await events.record([tail, tail]);
    expect(await historyOf(tail.subjectId)).toStrictEqual(eventsOf(tail));
    expect(await outboxOf(tail)).toHaveLength(2);
  });

  it('adds what is new to a tail that is partly there', async () => {
    const whole = tailOf([1, 2, 3, 4]);
    await events.record([{ ...whole, entries: whole.entries.slice(1, 3) }]);
    await events.record([whole]);
    expect(await historyOf(whole.subjectId)).toStrictEqual(eventsOf(whole));
    expect(await outboxOf(whole)).toHaveLength(4);
  });

  it('keeps what was recorded first', async () => {
    const tail = tailOf([1]);
    await events.record([tail]);
    await events.record([
      { ...tail, entries: tail.entries.map((entry) => ({ ...entry, reason: 'another' })) },
    ]);
    expect(await historyOf(tail.subjectId)).toStrictEqual(eventsOf(tail));
  });

  it('takes several tails, and none', async () => {
    const [one, two] = [tailOf([1]), tailOf([5, 6])];
    await events.record([]);
    await events.record([one, two]);
    expect(await historyOf(one.subjectId)).toHaveLength(1);
    expect(await historyOf(two.subjectId)).toHaveLength(2);
  });

  it('records once when ten processes relay the same tail', async () => {
    const tail = tailOf([1, 2, 3]);
    await Promise.all(Array.from({ length: 10 }, () => events.record([tail])));
    expect(await historyOf(tail.subjectId)).toStrictEqual(eventsOf(tail));
    expect(await outboxOf(tail)).toHaveLength(3);
  });
};
