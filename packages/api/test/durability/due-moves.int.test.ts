import { describe, expect, it } from 'vitest';
import type { Deps } from '../../src/deps.ts';
import { mongoEvents, outboxCollection } from '../../src/modules/event/event.mongo.ts';
import { createRelay } from '../../src/modules/event/relay-tail.ts';
import { makeDueMoves } from '../../src/modules/request/make-due-moves.ts';
import { mongoRequests, mongoRequestTails } from '../../src/modules/request/request.mongo.ts';
import type { Request } from '../../src/modules/request/request.ports.ts';
import { open } from '../../src/mongo/collection.ts';
import { createLease } from '../../src/mongo/lease.ts';
import { toObjectId } from '../../src/mongo/object-id.ts';
import { anAward } from '../factories/award.ts';
import { anEntry, aRequest } from '../factories/request.ts';
import { hexId, instant, later } from '../factories/unique.ts';
import { fakeClock } from '../fakes/fake-clock.ts';
import { commandLog } from '../mongo/command-log.ts';
import { lookingIn } from '../mongo/looking.ts';
import { useTestDatabase } from '../mongo/test-database.ts';
import { createTestApi } from '../testing.ts';

const day = 86_400;
const contractorId = hexId();
const completion = {
  at: instant,
  note: 'Done',
  done: [],
  labourMinutes: 60,
  cost: { minor: 5_000, currency: 'EUR' },
  warrantyUntil: null,
};
const award = anAward({ contractorId });
const waiting: readonly Partial<Request>[] = [
  { status: 'quoting', openTo: [contractorId], quoteDueAt: later(day) },
  { status: 'assigned', award: { ...award, acceptedAt: null, acceptDueAt: later(day) } },
  {
    status: 'scheduled',
    award,
    visits: [{ start: instant, end: later(3600), zone: 'Europe/Berlin', state: 'confirmed' }],
  },
  {
    status: 'on_hold',
    award,
    hold: { reason: 'parts', by: 'contractor', from: 'in_progress', since: instant, until: later(day) },
  },
  { status: 'completed', award, completion },
  { status: 'completed', award, completion, reminded: true },
];

describe('the clock on the database', () => {
  const connection = useTestDatabase('due_moves');
  const { db } = connection;
  const requests = mongoRequests(db);
  const events = mongoEvents(db);
  const look = lookingIn(db);
  const clock = fakeClock();
  const faults: unknown[] = [];
  const onError = (error: unknown) => faults.push(error);

  const aProcess = () => {
    const relay = createRelay({ events, tails: mongoRequestTails(db), clock, onError });
    const deps: Deps = { ...createTestApi().deps, requests, events, relay, clock };
    return { run: () => makeDueMoves(deps, onError), relay };
  };
  const put = async (overrides: Partial<Request>) => {
    const request = aRequest(overrides);
    await requests.insert(request, anEntry(request), undefined);
    return request;
  };
  const outboxOf = (id: string) =>
    open(db, outboxCollection)
      .find({ subject: toObjectId(id), seq: { $gt: 1 } })
      .toArray();

  it('makes each move once, with its event and its notices, however many run at once', async () => {
    const cases = await Promise.all(Array.from({ length: 8 }, () => waiting.map(put)).flat());
    clock.set(later(7 * day));
    const processes = [aProcess(), aProcess(), aProcess()];
    await Promise.all(processes.map(({ run }) => run()));
    await Promise.all(processes.map(({ relay }) => relay.flush()));
    expect(faults).toEqual([]);
    const after = new Map((await requests.many(cases.map(({ id }) => id))).map((one) => [one.id, one]));
    for (const before of cases) {
      expect(after.get(before.id)?.version, before.status).toBe(2);
      const told = await look(events.beside(before.id));
      expect(told.map(({ seq }) => seq)).toEqual([1, 2]);
      expect(told[1]).toMatchObject({ actor: { role: 'system' }, from: before.status, at: clock.now() });
      const isReminder = told[1]?.type === 'reminded';
      expect(await outboxOf(before.id)).toHaveLength(isReminder ? 1 : 2);
    }
    expect(await requests.due(clock.now(), 100)).toEqual([]);
  });

  it('costs a run that has nothing to do one find, beside the two commands of its lease', async () => {
    const lease = createLease(db, { name: 'due-moves', holder: 'me', ttlMs: 1_000, clock });
    await lease.take();
    const { run } = aProcess();
    const sent = await commandLog(connection).during(async () => {
      expect(await lease.take()).toBe(true);
      expect(await run()).toBe(0);
    });
    expect(sent).toEqual(['find', 'update', 'find']);
  });
});
