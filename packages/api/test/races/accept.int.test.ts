import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { composeApi } from '../../src/compose.ts';
import { usualAllowances } from '../../src/kernel/allowances.ts';
import type { Quote } from '../../src/modules/quote/quote.ports.ts';
import { aContent, aNewQuote, aQuote } from '../factories/quote.ts';
import { hexId } from '../factories/unique.ts';
import { fakeClock } from '../fakes/fake-clock.ts';
import { useTestDatabase } from '../mongo/test-database.ts';
import { aBidder, aQuoting, type Bidder, type Quoting } from '../quoting.ts';
import { refusalOf } from '../testing.ts';

/** The chaos figures do a thousand. */
const rounds = 15;
const atOnce = 20;

describe(`accepting, ${rounds} rounds each`, () => {
  const connection = useTestDatabase('accept_races');
  const api = composeApi({
    connection,
    version: '0.0.0-test',
    userNamespace: 'https://issuer.test/',
    allowances: { ...usualAllowances, requestsADay: 0 },
    clock: fakeClock(),
    onError: (error) => {
      throw error;
    },
  });
  const { deps } = api;
  const bidders: Bidder[] = [];
  beforeAll(async () => {
    await api.prepare();
    for (let index = 0; index < atOnce; index += 1) bidders.push(await aBidder(deps));
  });
  afterAll(() => api.stop());

  /** A request with a submitted quote of each of the first `count` contractors. */
  const aRound = async (count: number) => {
    const home = await aQuoting(deps, { report: { category: 'roofing' } });
    const quotes = bidders.slice(0, count).map(({ id }) =>
      aQuote({
        id: deps.ids.record(),
        requestId: home.id,
        contractorId: id,
        homeownerId: home.principal.userId,
      }),
    );
    for (const quote of quotes) expect(await deps.quotes.insert(aNewQuote(quote))).toBeDefined();
    return { home, quotes };
  };
  /** A busy database may put a call off: then it is asked again with its key, as every client does. */
  const outcomeOf = async (call: (commandKey: string) => Promise<unknown>): Promise<string> => {
    const key = hexId();
    for (let attempt = 0; attempt < 20; attempt += 1) {
      const outcome = (await refusalOf(call(key)))?.data.appCode ?? 'ok';
      if (outcome !== 'unavailable') return outcome;
      await sleep(100);
    }
    return 'unavailable';
  };
  const accept = ({ id, quotes }: Quoting, quote: Quote) =>
    outcomeOf((commandKey) => quotes.accept({ id, quoteId: quote.id, revision: 1, commandKey }));

  /** What is stored agrees with itself: the accepted quotes are the award's, and there is at most one. */
  const standingOf = async ({ id }: Quoting, quotes: readonly Quote[]) => {
    const request = await deps.requests.find(id, { by: 'system' });
    const stored = await Promise.all(quotes.map((quote) => deps.quotes.own(id, quote.contractorId)));
    const accepted = stored.flatMap((one) => (one?.quote.state === 'accepted' ? [one.quote.id] : []));
    const award = request?.award;
    expect(accepted).toEqual(award ? [award.quoteId] : []);
    expect(request?.status).toBe(award ? 'assigned' : 'quoting');
    return { award, states: stored.map((one) => one?.quote.state) };
  };

  it(`${atOnce} quotes at once: one is accepted`, { timeout: 300_000 }, async () => {
    for (let round = 0; round < rounds; round += 1) {
      const { home, quotes } = await aRound(atOnce);
      const outcomes = await Promise.all(quotes.map((quote) => accept(home, quote)));
      const winners = quotes.filter((_, index) => outcomes[index] === 'ok');
      expect(winners).toHaveLength(1);
      const { award } = await standingOf(home, quotes);
      expect(award?.quoteId).toBe(winners[0]?.id);
      for (const outcome of outcomes) expect(['ok', 'conflict', 'invalid_transition']).toContain(outcome);
    }
  });

  /** Which of the two won how often; each must have been refused when the other was not, and none may have lost always. */
  const against = async (
    other: (bidder: Bidder, sent: { requestId: string; commandKey: string }) => Promise<unknown>,
    after: (states: unknown) => void,
  ) => {
    const won = { accept: 0, other: 0 };
    let headStartMs = 0;
    for (let round = 0; round < rounds; round += 1) {
      const { home, quotes } = await aRound(1);
      const [quote, bidder] = [quotes[0], bidders[0]];
      if (!quote || !bidder) throw new Error('Nobody has quoted');
      const [accepted, theOther] = await Promise.all([
        accept(home, quote),
        sleep(headStartMs).then(() =>
          outcomeOf((commandKey) => other(bidder, { requestId: home.id, commandKey })),
        ),
      ]);
      expect([accepted, theOther].toSorted()).toEqual(['conflict', 'ok']);
      const { award, states } = await standingOf(home, quotes);
      expect(award !== null).toBe(accepted === 'ok');
      // Accepting takes more steps. Its head start follows who won, and so stays where the two meet.
      if (accepted === 'ok') {
        won.accept += 1;
        headStartMs = Math.max(0, headStartMs - 2);
      } else {
        won.other += 1;
        headStartMs += 3;
        after(states);
      }
    }
    expect(Math.min(won.accept, won.other)).toBeGreaterThan(0);
  };

  it('against withdrawing: one of the two', { timeout: 120_000 }, async () => {
    await against(
      ({ quotes }, sent) => quotes.withdraw(sent),
      (states) => expect(states).toEqual(['withdrawn']),
    );
  });

  it('against revising: one of the two', { timeout: 120_000 }, async () => {
    await against(
      ({ quotes }, sent) => quotes.submit({ ...sent, ...aContent() }),
      (states) => expect(states).toEqual(['submitted']),
    );
  });
});
