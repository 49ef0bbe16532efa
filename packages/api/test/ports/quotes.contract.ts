import { expect, it } from 'vitest';
import { commandRing } from '../../src/kernel/command.ts';
import type { Contractors } from '../../src/modules/contractor/contractor.ports.ts';
import type { Tails } from '../../src/modules/event/event.ports.ts';
import type { Quote, QuoteChange, QuoteEntry, Quotes } from '../../src/modules/quote/quote.ports.ts';
import type { Award } from '../../src/modules/request/request.ports.ts';
import { anAward } from '../factories/award.ts';
import { aSave } from '../factories/contractor.ts';
import { aContent, aLine, aNewQuote, aQuote, aQuoteEntry, aRevision } from '../factories/quote.ts';
import { hexId, instant, later } from '../factories/unique.ts';
import type { Looking } from '../fakes/fake-look.ts';

const quotesOf = (found: readonly { quote: Quote }[]) => found.map(({ quote }) => quote);
const idsOf = (quotes: readonly { id: string }[]) => quotes.map(({ id }) => id);

interface QuotePorts {
  quotes: Quotes;
  tails: Tails<QuoteEntry>;
  contractors: Contractors;
  look: Looking;
}

/** What every implementation of `Quotes`, and of the tails of quotes, must do. */
export const quotesContract = (open: () => QuotePorts) => {
  const { quotes, tails, contractors, look } = open();
  const put = async (overrides: Partial<Quote> = {}) => {
    const quote = aQuote(overrides);
    expect(await quotes.insert(aNewQuote(quote))).toBeDefined();
    return quote;
  };
  const aWithdrawal = (quote: Quote, overrides: Partial<QuoteChange> = {}): QuoteChange => ({
    quote,
    set: { state: 'withdrawn' },
    at: later(60),
    entry: aQuoteEntry(quote, { seq: quote.version + 1, type: 'quote_withdrawn', to: 'withdrawn' }),
    command: undefined,
    ...overrides,
  });

  it('answers what was inserted, with its tail and its command', async () => {
    const quote = aQuote({ draft: aContent({ note: 'Not yet' }) });
    const entry = aQuoteEntry(quote);
    const command = { key: 'key-inserted', hash: 'h' };
    expect(await quotes.insert(aNewQuote(quote, { command }))).toStrictEqual({
      quote,
      tail: { subjectId: quote.id, version: 1, entries: [entry] },
    });
    const whole = { quote, commands: [command], tail: [entry], beside: {} };
    const { requestId, contractorId } = quote;
    expect(await quotes.own(requestId, contractorId)).toStrictEqual(whole);
    expect(await look(quotes.ownBeside(requestId, contractorId, {}))).toStrictEqual(whole);
    expect(await quotes.ofRequest(requestId, quote.id)).toStrictEqual(whole);
    expect(await look(quotes.oneBeside(requestId, quote.id, {}))).toStrictEqual({ quote, beside: {} });
    const award = anAward({ quoteId: quote.id });
    expect(await look(quotes.acceptedBeside(requestId), { award })).toStrictEqual(quote);
  });

  it('takes looks along, whichever way it is read', async () => {
    const save = aSave();
    const contractor = await contractors.save(save);
    const quote = await put({ contractorId: save.contractorId });
    const { requestId, contractorId } = quote;
    const looks = { contractor: contractors.beside() };
    const found = { quote, beside: { contractor } };
    expect(await quotes.own(requestId, contractorId, looks)).toMatchObject(found);
    expect(await look(quotes.ownBeside(requestId, contractorId, looks))).toMatchObject(found);
    expect(await quotes.list(contractorId, { limit: 1 }, looks)).toStrictEqual([found]);
    expect(await look(quotes.oneBeside(requestId, quote.id, looks))).toStrictEqual(found);
    await put({ requestId, current: aRevision({ lines: [aLine({ unitPrice: 1 })] }) });
    const compared = await look(quotes.cheapestBeside(requestId, 9, looks));
    expect(compared.map(({ beside }) => beside)).toStrictEqual([{ contractor: undefined }, { contractor }]);
  });

  it('keeps a draft without an event', async () => {
    const quote = aQuote({ state: 'draft', current: null, draft: aContent() });
    const written = await quotes.insert(aNewQuote(quote, { entry: undefined }));
    expect(written).toStrictEqual({ quote, tail: { subjectId: quote.id, version: 1, entries: [] } });
    const saved = await quotes.change(aWithdrawal(quote, { set: { draft: null }, entry: undefined }));
    expect(saved?.quote).toStrictEqual({ ...quote, draft: null, version: 2, updatedAt: later(60) });
    expect(saved?.tail.entries).toEqual([]);
    const due = await tails.overdue(later(86_400), 100);
    expect(due.map(({ subjectId }) => subjectId)).not.toContain(quote.id);
  });

  it('takes one quote of a contractor for a request, also when ten come at once', async () => {
    const [requestId, contractorId] = [hexId(), hexId()];
    const outcomes = await Promise.all(
      Array.from({ length: 10 }, () => quotes.insert(aNewQuote(aQuote({ requestId, contractorId })))),
    );
    expect(outcomes.filter((one) => one !== undefined)).toHaveLength(1);
    await put({ requestId });
    await put({ contractorId });
  });

  it('finds nothing of another request or contractor', async () => {
    const quote = await put();
    expect(await quotes.own(quote.requestId, hexId())).toBeUndefined();
    expect(await quotes.own(hexId(), quote.contractorId)).toBeUndefined();
    expect(await look(quotes.ownBeside(quote.requestId, hexId(), {}))).toBeUndefined();
    expect(await look(quotes.ownBeside(hexId(), quote.contractorId, {}))).toBeUndefined();
    expect(await quotes.ofRequest(hexId(), quote.id)).toBeUndefined();
    expect(await quotes.ofRequest(quote.requestId, hexId())).toBeUndefined();
    expect(await look(quotes.oneBeside(hexId(), quote.id, {}))).toBeUndefined();
    expect(await look(quotes.oneBeside(quote.requestId, hexId(), {}))).toBeUndefined();
    const acceptedBy = (award: Award | null, requestId = quote.requestId) =>
      look(quotes.acceptedBeside(requestId), { award });
    expect(await acceptedBy(null)).toBeUndefined();
    expect(await acceptedBy(anAward({ quoteId: null }))).toBeUndefined();
    expect(await acceptedBy(anAward({ quoteId: quote.id }), hexId())).toBeUndefined();
  });

  it('lists the own ones newest first, in both directions', async () => {
    const contractorId = hexId();
    const made: Quote[] = [];
    for (let minute = 0; minute < 4; minute += 1) {
      made.unshift(await put({ contractorId, createdAt: later(60 * minute) }));
    }
    await put();
    expect(quotesOf(await quotes.list(contractorId, { limit: 9 }))).toStrictEqual(made);
    expect(await quotes.list(contractorId, { limit: 1 })).toHaveLength(2);
    const cursor = made[1]?.sortKey;
    expect(idsOf(quotesOf(await quotes.list(contractorId, { limit: 9, cursor })))).toEqual(
      idsOf(made.slice(2)),
    );
    const back = await quotes.list(contractorId, { limit: 9, cursor, direction: 'backward' });
    expect(idsOf(quotesOf(back))).toEqual(idsOf(made.slice(0, 1)));
  });

  it('answers the cheapest first of what was submitted or accepted', async () => {
    const requestId = hexId();
    const priced = (unitPrice: number, overrides: Partial<Quote> = {}) =>
      put({
        requestId,
        current: aRevision({ lines: [aLine({ quantity: 1, unitPrice })] }),
        ...overrides,
      });
    const dear = await priced(300);
    const cheap = await priced(100, { state: 'accepted' });
    const middle = await priced(200);
    await priced(10, { state: 'withdrawn' });
    await put({ requestId, state: 'draft', current: null, draft: aContent() });
    await put();
    const cheapest = (limit: number) => look(quotes.cheapestBeside(requestId, limit, {}));
    expect(quotesOf(await cheapest(50))).toStrictEqual([cheap, middle, dear]);
    expect(idsOf(quotesOf(await cheapest(2)))).toEqual(idsOf([cheap, middle]));
  });

  it('makes the former revision the last of the past ones', async () => {
    const first = await put();
    const revised = (quote: Quote, revision: number, unitPrice: number) => ({
      ...aWithdrawal(quote),
      set: {
        state: 'submitted' as const,
        current: aRevision({
          revision,
          submittedAt: later(revision),
          lines: [aLine({ quantity: 2, unitPrice })],
        }),
      },
    });
    const second = await quotes.change(revised(first, 2, 50));
    const third = await quotes.change(revised(second?.quote ?? first, 3, 70));
    expect(third?.quote.past).toStrictEqual([
      { revision: 1, submittedAt: instant, total: 15_000, currency: 'EUR' },
      { revision: 2, submittedAt: later(2), total: 100, currency: 'EUR' },
    ]);
    expect(third?.quote.current).toMatchObject({ revision: 3, total: 140 });
    expect((await quotes.own(first.requestId, first.contractorId))?.quote).toStrictEqual(third?.quote);
    expect(quotesOf(await quotes.list(first.contractorId, { limit: 1 }))).toStrictEqual([third?.quote]);
  });

  it('changes once at a version, whoever is faster', async () => {
    const quote = await put();
    const outcomes = await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        quotes.change(aWithdrawal(quote, { command: { key: `key-of-${index}`, hash: 'h' } })),
      ),
    );
    expect(outcomes.filter((one) => one !== undefined)).toHaveLength(1);
    const whole = await quotes.own(quote.requestId, quote.contractorId);
    expect(whole?.quote).toStrictEqual({ ...quote, state: 'withdrawn', version: 2, updatedAt: later(60) });
    expect(whole?.commands).toHaveLength(1);
    expect(whole?.tail.map(({ seq }) => seq)).toEqual([1, 2]);
  });

  it('remembers the last commands only', async () => {
    let quote = await put();
    for (let index = 0; index < commandRing + 2; index += 1) {
      const command = { key: `key-${index}`, hash: 'h' };
      quote = (await quotes.change(aWithdrawal(quote, { entry: undefined, command })))?.quote ?? quote;
    }
    const whole = await quotes.own(quote.requestId, quote.contractorId);
    expect(whole?.commands).toHaveLength(commandRing);
    expect(whole?.commands[0]?.key).toBe('key-2');
  });

  it('takes what was relayed out of a tail, which stays due where the quote has moved on', async () => {
    const quote = await put({ createdAt: later(-60) });
    const overdue = async () =>
      (await tails.overdue(later(-30), 100)).filter(({ subjectId }) => subjectId === quote.id);
    const written = await quotes.change(aWithdrawal(quote, { set: { draft: aContent() }, entry: undefined }));
    expect(await overdue()).toStrictEqual([
      { subjectId: quote.id, version: 2, entries: [aQuoteEntry(quote)] },
    ]);
    await tails.clear([{ subjectId: quote.id, version: 1, entries: [] }]);
    expect(await overdue()).toStrictEqual([{ subjectId: quote.id, version: 2, entries: [] }]);
    await tails.clear(written ? [written.tail] : []);
    expect(await overdue()).toEqual([]);
    expect((await quotes.own(quote.requestId, quote.contractorId))?.tail).toEqual([]);
  });
};
