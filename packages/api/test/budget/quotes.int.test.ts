import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { composeApi } from '../../src/compose.ts';
import type { Deps } from '../../src/deps.ts';
import { usualAllowances } from '../../src/kernel/allowances.ts';
import { aContent } from '../factories/quote.ts';
import { aReport } from '../factories/request.ts';
import { fakeClock } from '../fakes/fake-clock.ts';
import { commandLog } from '../mongo/command-log.ts';
import { useTestDatabase } from '../mongo/test-database.ts';
import { undeclaredFilters } from '../mongo/undeclared-filters.ts';
import { aBidder, aQuoting, type Bidder } from '../quoting.ts';
import { refused } from '../testing.ts';

const rethrow = (error: unknown) => {
  throw error;
};

describe('commands per call about quotes', () => {
  const connection = useTestDatabase('quote_budget');
  const api = composeApi({
    connection,
    version: '0.0.0-test',
    userNamespace: 'https://issuer.test/',
    allowances: { ...usualAllowances, requestsADay: 0 },
    clock: fakeClock(),
    onError: rethrow,
  });
  // Carry nothing: what is counted is the call alone.
  const held = { push: () => undefined };
  const deps: Deps = { ...api.deps, relay: held, quoteRelay: held };
  const log = commandLog(connection);
  let bidder = {} as Bidder;

  beforeAll(async () => {
    await api.prepare();
    bidder = await aBidder(deps);
    log.forget();
  });
  afterAll(() => api.stop());

  const wide = ['aggregate'];
  const submitted = async (category: string) => {
    const home = await aQuoting(deps, { report: { category } });
    const quote = await bidder.quotes.submit({ requestId: home.id, ...aContent() });
    return { home, quote, requestId: home.id };
  };

  it('save, submit and withdraw: 2, the first included, licence or not; a repeat: 1', async () => {
    const { id: requestId } = await aQuoting(deps, { report: { category: 'roofing' } });
    const { quotes } = bidder;
    const sent = { requestId, ...aContent() };
    const first = ['aggregate', 'insert'];
    const again = ['aggregate', 'findAndModify'];
    expect(await log.during(() => quotes.save(sent))).toEqual(first);
    expect(await log.during(() => quotes.save(sent))).toEqual(again);
    expect(await log.during(() => quotes.submit(sent))).toEqual(again);
    expect(await log.during(() => quotes.submit({ ...sent, commandKey: 'budget-submit' }))).toEqual(again);
    expect(await log.during(() => quotes.submit({ ...sent, commandKey: 'budget-submit' }))).toEqual([
      'aggregate',
    ]);
    expect(await log.during(() => quotes.withdraw({ requestId }))).toEqual(again);
    const licensed = await aQuoting(deps, { report: { category: 'plumbing' } });
    expect(await log.during(() => quotes.submit({ ...sent, requestId: licensed.id }))).toEqual(first);
  });

  it('what is published, and what they were asked for by name: 1', async () => {
    const published = await aQuoting(deps);
    expect(await log.during(() => bidder.jobs.getOpen({ id: published.id }))).toEqual(wide);
    const named = await aQuoting(deps, { invited: { contractorIds: [bidder.id] } });
    expect(await log.during(() => bidder.jobs.getOpen({ id: named.id }))).toEqual(wide);
  });

  it('invite by name, and offer, licence or not: 2', async () => {
    for (const category of ['roofing', 'plumbing']) {
      const home = await aQuoting(deps, { report: { category } });
      const asked = { id: home.id, contractorIds: [bidder.id] };
      expect(await log.during(() => home.requests.invite(asked))).toEqual(['aggregate', 'findAndModify']);
      const { id } = await home.requests.create(aReport({ category }));
      const offer = { id, contractorId: bidder.id, spendCap: { minor: 5_000, currency: 'EUR' } };
      expect(await log.during(() => home.requests.offer(offer))).toEqual(['aggregate', 'findAndModify']);
    }
  });

  it('own list and get: 1', async () => {
    const { requestId } = await submitted('plumbing');
    expect(await log.during(() => bidder.quotes.list())).toEqual(wide);
    expect(await log.during(() => bidder.quotes.get({ requestId }))).toEqual(wide);
    const nobody = await aBidder(deps);
    expect(await log.during(() => nobody.quotes.list())).toEqual(wide);
  });

  it('a comparison, and one of it: 1', async () => {
    const { home, quote, requestId } = await submitted('plumbing');
    expect(await log.during(() => home.quotes.list({ requestId }))).toEqual(wide);
    expect(await log.during(() => home.quotes.get({ requestId, quoteId: quote.id }))).toEqual(wide);
    const none = await aQuoting(deps);
    expect(await log.during(() => none.quotes.list({ requestId: none.id }))).toEqual(wide);
  });

  it('accept: 5, also where the category asks for a licence', async () => {
    const transaction = ['findAndModify', 'findAndModify', 'commitTransaction'];
    const free = await submitted('roofing');
    const accept = ({ home, quote, requestId }: typeof free, commandKey?: string) =>
      home.quotes.accept({ id: requestId, quoteId: quote.id, revision: 1, commandKey });
    expect(await log.during(() => accept(free, 'budget-accept'))).toEqual(['find', 'find', ...transaction]);
    expect(await log.during(() => accept(free, 'budget-accept'))).toEqual(['find']);
    const licensed = await submitted('plumbing');
    expect(await log.during(() => accept(licensed))).toEqual(['find', 'find', ...transaction]);
  });

  it('what is refused: 1, for what is not theirs as for what is hidden', async () => {
    const { home, quote, requestId } = await submitted('plumbing');
    const stranger = await aQuoting(deps);
    const sentBy = (call: () => Promise<unknown>) => log.during(() => refused(call()));
    expect(await sentBy(() => stranger.quotes.list({ requestId }))).toEqual(wide);
    expect(await sentBy(() => stranger.quotes.get({ requestId, quoteId: quote.id }))).toEqual(wide);
    const stale = { id: requestId, quoteId: quote.id, revision: 2 };
    expect(await sentBy(() => home.quotes.accept(stale))).toEqual(['find', 'find']);
    const hidden = await aQuoting(deps, { invited: { contractorIds: [(await aBidder(deps)).id] } });
    expect(await sentBy(() => bidder.quotes.get({ requestId: hidden.id }))).toEqual(wide);
    expect(await sentBy(() => bidder.quotes.submit({ requestId: hidden.id, ...aContent() }))).toEqual(wide);
  });

  it('every filter that was sent is a declared query shape', () => {
    expect(undeclaredFilters(log.all())).toEqual([]);
    const ofQuotes = log
      .all()
      .flatMap(({ filters }) => filters.filter(({ collection }) => collection === 'quotes'));
    expect(ofQuotes.length).toBeGreaterThan(20);
  });
});
