import { mostRevisions } from '@pmp/contracts/quote';
import { BSON } from 'mongodb';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { type Composed, composeApi } from '../../src/compose.ts';
import { usualAllowances } from '../../src/kernel/allowances.ts';
import { mongoHistory, outboxCollection } from '../../src/modules/event/event.mongo.ts';
import { quoteCollection, quoteEventCollection } from '../../src/modules/quote/quote.mongo.ts';
import { open } from '../../src/mongo/collection.ts';
import { toObjectId } from '../../src/mongo/object-id.ts';
import { aContent, aLine } from '../factories/quote.ts';
import { fakeClock } from '../fakes/fake-clock.ts';
import { lookingIn } from '../mongo/looking.ts';
import { useTestDatabase } from '../mongo/test-database.ts';
import { aBidder, aQuoting } from '../quoting.ts';
import { refused } from '../testing.ts';

describe('quotes outlive the process that wrote them', () => {
  const connection = useTestDatabase('quote_durability');
  const history = mongoHistory(connection.db, quoteEventCollection, {});
  const look = lookingIn(connection.db);
  const clock = fakeClock();
  const faults: unknown[] = [];
  const started: Composed[] = [];
  const aProcess = async () => {
    const process = composeApi({
      connection,
      version: '0.0.0-test',
      userNamespace: 'https://issuer.example/',
      allowances: { ...usualAllowances, requestsADay: 0 },
      clock,
      onError: (error) => faults.push(error),
    });
    started.push(process);
    await process.prepare();
    return process;
  };
  afterEach(async () => {
    for (const process of started.splice(0)) await process.stop();
    vi.useRealTimers();
    expect(faults.splice(0)).toEqual([]);
  });
  const aBid = async (deps: Composed['deps']) => {
    const bidder = await aBidder(deps);
    const { id: requestId } = await aQuoting(deps);
    return { bidder, requestId };
  };
  const storedOf = (id: string) => open(connection.db, quoteCollection).findOne({ _id: toObjectId(id) });
  const outboxOf = (id: string) =>
    open(connection.db, outboxCollection)
      .find({ subject: toObjectId(id) })
      .sort({ seq: 1 })
      .toArray();

  it('what is waiting is relayed before a process stops', async () => {
    const process = await aProcess();
    const { bidder, requestId } = await aBid(process.deps);
    const { id } = await bidder.quotes.submit({ requestId, ...aContent() });
    await bidder.quotes.save({ requestId, ...aContent() });
    await bidder.quotes.withdraw({ requestId, reason: 'Too much to do' });
    await process.stop();
    // Keeping a draft made version 2, and no event.
    expect((await look(history.beside(id))).map(({ seq, type, from, to }) => [seq, type, from, to])).toEqual([
      [1, 'quote_submitted', null, 'submitted'],
      [3, 'quote_withdrawn', 'submitted', 'withdrawn'],
    ]);
    expect((await outboxOf(id)).map(({ seq, kind }) => [seq, kind])).toEqual([
      [1, 'quote_submitted'],
      [3, 'quote_withdrawn'],
    ]);
    const stored = await storedOf(id);
    expect(stored?.tail).toEqual([]);
    expect(stored).not.toHaveProperty('relayDueAt');
  });

  it('what a process left behind is relayed in the background by another', async () => {
    // The driver keeps its own timers; only the jobs' intervals are moved by hand.
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    const dead = await aProcess();
    const { bidder, requestId } = await aBid({ ...dead.deps, quoteRelay: { push: () => undefined } });
    const { id } = await bidder.quotes.submit({ requestId, ...aContent() });
    expect(await look(history.beside(id))).toEqual([]);
    clock.advance(6);
    const survivor = await aProcess();
    survivor.startJobs();
    vi.advanceTimersByTime(5_000);
    await vi.waitFor(async () => expect(await look(history.beside(id))).toHaveLength(1), {
      timeout: 5_000,
      interval: 20,
    });
  });

  it('the largest quote stays far below what a document may be, and what is read of it is less', async () => {
    const { deps } = await aProcess();
    const { bidder, requestId } = await aBid(deps);
    const fat = aContent({
      lines: Array.from({ length: 40 }, () => aLine({ text: 'é'.repeat(120), unit: 'é'.repeat(16) })),
      note: 'x'.repeat(500),
    });
    for (let revision = 1; revision <= mostRevisions; revision += 1) {
      await bidder.quotes.submit({ requestId, ...fat });
      // As if its relay had kept up.
      await open(connection.db, quoteCollection).updateOne(
        { requestId: toObjectId(requestId) },
        { $set: { tail: [] } },
      );
    }
    const saved = await bidder.quotes.save({ requestId, ...fat });
    expect((await refused(bidder.quotes.submit({ requestId, ...fat }))).data.appCode).toBe('case_full');
    const stored = await storedOf(saved.id);
    expect(stored?.past).toHaveLength(mostRevisions - 1);
    expect(stored?.past[0]?.lines).toHaveLength(40);
    const bytes = BSON.calculateObjectSize(stored ?? {});
    const read = await deps.quotes.own(requestId, bidder.id);
    const bytesRead = BSON.calculateObjectSize(read ?? {});
    // Measured: 222 KB stored, 41 KB read.
    expect(bytes).toBeLessThan(400_000);
    expect(bytesRead).toBeLessThan(60_000);
  });
});
