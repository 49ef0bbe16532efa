import type { QuoteContent } from '@pmp/contracts/quote';
import { QuoteComparison } from '@pmp/contracts/quote-view';
import { beforeEach, describe, expect, it } from 'vitest';
import { aProfile } from '../../../test/factories/contractor.ts';
import { aContent, aLine } from '../../../test/factories/quote.ts';
import { hexId, instant, later } from '../../../test/factories/unique.ts';
import { aBidder, aQuoting, type Bidder, type Quoting } from '../../../test/quoting.ts';
import { createTestApi, refused } from '../../../test/testing.ts';

const day = 86_400;

describe('a homeowner and quotes', () => {
  let api = createTestApi();
  let bidder = {} as Bidder;
  let home = {} as Quoting;
  let requestId = '';
  beforeEach(async () => {
    api = createTestApi();
    bidder = await aBidder(api.deps);
    home = await aQuoting(api.deps);
    requestId = home.id;
  });
  const submit = (content: Partial<QuoteContent> = {}, who = bidder) =>
    who.quotes.submit({ requestId, ...aContent(content) });
  const costing = (unitPrice: number) => ({ lines: [aLine({ quantity: 1, unitPrice })] });
  const accept = (quoteId: string, overrides: object = {}) =>
    home.quotes.accept({ id: requestId, quoteId, revision: 1, ...overrides });
  const whole = () => api.requests.findWhole(requestId, { by: 'system' });

  describe('compares', () => {
    it('nothing while there is none', async () => {
      expect(await home.quotes.list({ requestId })).toEqual({
        quotes: [],
        cheapestId: null,
        fastestId: null,
      });
    });

    it('the whole of each, the lowest total first', async () => {
      const [swift, cheap] = [await aBidder(api.deps, 'Swift'), await aBidder(api.deps, 'Cheap')];
      const dear = await submit();
      const { id: cheapestId } = await submit({ ...costing(5_000), leadDays: 9 }, cheap);
      const { id: fastestId } = await submit({ ...costing(9_000), leadDays: 0 }, swift);
      const compared = await home.quotes.list({ requestId });
      expect(QuoteComparison.safeParse(compared).success).toBe(true);
      expect(compared).toMatchObject({ cheapestId, fastestId });
      expect(compared.quotes.map(({ contractor }) => contractor?.displayName)).toEqual([
        'Cheap',
        'Swift',
        'Brook Plumbing',
      ]);
      expect(compared.quotes.at(-1)).toStrictEqual({
        id: dear.id,
        contractorId: bidder.id,
        contractor: {
          displayName: 'Brook Plumbing',
          rating: { count: 0, quality: null, time: null, price: null },
          licenceValid: true,
          insured: true,
        },
        revision: 1,
        lines: aContent().lines.map((line, index) => ({ ...line, total: [9_000, 3_500, 2_500][index] })),
        totals: { labour: 9_000, material: 3_500, fee: 0, tax: 2_500, net: 12_500, total: 15_000 },
        currency: 'EUR',
        validUntil: later(14 * day),
        expired: false,
        leadDays: 2,
        durationDays: 1,
        note: '',
        withinCap: true,
        state: 'submitted',
      });
      expect(await home.quotes.get({ requestId, quoteId: dear.id })).toStrictEqual(compared.quotes.at(-1));
    });

    it('what is above the cap, has expired or is in another currency, and says so', async () => {
      const capped = await aQuoting(api.deps, {
        invited: { publish: true, spendCap: { minor: 10_000, currency: 'EUR' } },
      });
      requestId = capped.id;
      const [other, late] = [await aBidder(api.deps), await aBidder(api.deps)];
      const { id: over } = await submit(costing(10_001));
      const { id: fits } = await submit({ ...costing(10_000), validUntil: later(day), leadDays: 1 }, late);
      const { id: foreign } = await submit({ ...costing(9_000), currency: 'USD' }, other);
      const seen = async () => {
        const { quotes, ...best } = await capped.quotes.list({ requestId });
        return { ...best, quotes: quotes.map(({ id, withinCap, expired }) => [id, withinCap, expired]) };
      };
      expect(await seen()).toEqual({
        quotes: [
          [foreign, false, false],
          [fits, true, false],
          [over, false, false],
        ],
        cheapestId: null,
        fastestId: fits,
      });
      await other.quotes.withdraw({ requestId });
      expect(await seen()).toMatchObject({ cheapestId: fits });
      api.clock.advance(2 * day);
      expect(await seen()).toEqual({
        quotes: [
          [fits, true, true],
          [over, false, false],
        ],
        cheapestId: over,
        fastestId: over,
      });
    });

    it('nobody who is suspended, and one without a profile by number only', async () => {
      await submit();
      const nameless = api.callerAs({
        ...bidder.principal,
        userId: hexId(),
      }).contractor;
      await nameless.quotes.submit({ requestId, ...aContent() });
      api.blocked.note({ personId: bidder.id, state: 'suspended' });
      expect((await home.quotes.list({ requestId })).quotes).toMatchObject([{ contractor: null }]);
    });

    it('only of their own request', async () => {
      const { id: quoteId } = await submit();
      const stranger = await aQuoting(api.deps);
      const missing = await refused(stranger.quotes.list({ requestId: hexId() }));
      expect(await refused(stranger.quotes.list({ requestId }))).toStrictEqual(missing);
      expect((await refused(stranger.quotes.get({ requestId, quoteId }))).data.appCode).toBe('not_found');
      const across = { requestId: stranger.id, quoteId };
      expect((await refused(stranger.quotes.get(across))).data.appCode).toBe('not_found');
      const stolen = stranger.quotes.accept({ id: stranger.id, quoteId, revision: 1 });
      expect((await refused(stolen)).data.fieldErrors).toMatchObject([{ path: 'quoteId' }]);
    });
  });

  describe('accepts', () => {
    it('a quote: the job is the contractor’s, for what was quoted', async () => {
      const { id: quoteId } = await submit();
      const before = await whole();
      const version = before?.request.version ?? 0;
      const seen = await accept(quoteId, { version });
      const amount = { minor: 15_000, currency: 'EUR' };
      const award = {
        contractorId: bidder.id,
        quoteId,
        revision: 1,
        agreed: amount,
        awardedAt: instant,
        acceptedAt: instant,
        acceptDueAt: null,
        changeOrders: [],
      };
      expect(seen).toMatchObject({
        status: 'assigned',
        waitingOn: 'contractor',
        version: version + 1,
        award,
      });
      const after = await whole();
      expect(after?.request.award?.atVersion).toBe(version + 1);
      expect(after?.tail.at(-1)).toMatchObject({
        type: 'awarded',
        facts: { contractorId: bidder.id, quoteId, revision: 1, amount },
        notices: [{ to: home.principal.userId, kind: 'request_awarded' }],
      });
      expect((await api.quotes.own(requestId, bidder.id))?.tail.at(-1)).toMatchObject({
        seq: 2,
        type: 'quote_accepted',
        actor: { id: home.principal.userId, role: 'homeowner' },
        from: 'submitted',
        to: 'accepted',
        facts: { revision: 1, amount },
        notices: [{ to: bidder.id, kind: 'quote_accepted' }],
      });
      expect(await bidder.jobs.get({ id: requestId })).toMatchObject({ version: 1, award });
      expect(await bidder.jobs.start({ id: requestId, version: 1 })).toMatchObject({ status: 'in_progress' });
    });

    it('once: a repeat is answered, the losers are not written to', async () => {
      const rival = await aBidder(api.deps);
      const { id: quoteId } = await submit();
      const lost = await submit({}, rival);
      const before = await api.quotes.own(requestId, rival.id);
      const seen = await accept(quoteId, { commandKey: 'accept-once' });
      expect(await accept(quoteId, { commandKey: 'accept-once' })).toEqual(seen);
      expect((await refused(accept(lost.id, { commandKey: 'accept-once' }))).data.appCode).toBe('key_reused');
      expect((await refused(accept(lost.id))).data.appCode).toBe('invalid_transition');
      expect(await api.quotes.own(requestId, rival.id)).toStrictEqual(before);
      expect((await home.quotes.list({ requestId })).quotes.map(({ state }) => state).toSorted()).toEqual([
        'accepted',
        'declined',
      ]);
    });

    it('a quote that was made again after the job was given up', async () => {
      const { id: quoteId } = await submit();
      await accept(quoteId);
      await bidder.jobs.release({ id: requestId, reason: 'My van broke down' });
      expect((await refused(accept(quoteId))).message).toBe(
        'The contractor has to quote again before they can be chosen again',
      );
      await submit();
      expect(await accept(quoteId, { revision: 2 })).toMatchObject({
        status: 'assigned',
        award: { revision: 2 },
      });
    });
  });

  describe('does not accept', () => {
    const expectRefused = async (call: Promise<unknown>, message: string) => {
      const before = [await whole(), await api.quotes.own(requestId, bidder.id)];
      expect(await refused(call)).toMatchObject({ message, data: { appCode: 'conflict' } });
      expect([await whole(), await api.quotes.own(requestId, bidder.id)]).toStrictEqual(before);
    };

    it('a revision that they have not seen', async () => {
      const { id } = await submit();
      await submit(costing(99_000));
      await expectRefused(accept(id), 'The contractor has revised this quote; look at it again');
      await expectRefused(
        accept(id, { revision: 3 }),
        'The contractor has revised this quote; look at it again',
      );
      expect(await accept(id, { revision: 2 })).toMatchObject({ award: { agreed: { minor: 99_000 } } });
    });

    it('what was withdrawn, or has expired', async () => {
      const { id } = await submit();
      await bidder.quotes.withdraw({ requestId });
      await expectRefused(accept(id), 'The contractor has withdrawn this quote');
      await submit();
      api.clock.advance(14 * day);
      await expectRefused(
        accept(id, { revision: 2 }),
        'This quote has expired; ask the contractor to renew it',
      );
    });

    it('a draft, as if it were not there', async () => {
      const { id } = await bidder.quotes.save({ requestId, ...aContent() });
      const refusal = await refused(accept(id));
      expect(refusal).toStrictEqual(await refused(accept(hexId())));
      expect(refusal.data).toMatchObject({ appCode: 'bad_input', fieldErrors: [{ path: 'quoteId' }] });
    });

    it('a contractor who was dismissed before and not asked again', async () => {
      const other = await aBidder(api.deps);
      const named = await aQuoting(api.deps, { invited: { contractorIds: [bidder.id, other.id] } });
      const { id } = await bidder.quotes.submit({ requestId: named.id, ...aContent() });
      const stored = await api.requests.find(named.id, { by: 'system' });
      if (stored) api.requests.put({ ...stored, openTo: [other.id] });
      const refusal = await refused(named.quotes.accept({ id: named.id, quoteId: id, revision: 1 }));
      expect(refusal.message).toBe('This request is not open to the contractor any more');
    });

    it('without a licence where the category asks for one', async () => {
      const message = 'The contractor has no valid licence for this kind of work';
      await bidder.profile.save(aProfile({ licences: [] }));
      const { id } = await submit({ validUntil: later(30 * day) });
      await expectRefused(accept(id), message);
      await bidder.profile.save(aProfile());
      await submit({ validUntil: later(30 * day) });
      // The licence of the factory ends after a day.
      api.clock.advance(day);
      await expectRefused(accept(id, { revision: 2 }), message);
      const nameless = api.callerAs({ ...bidder.principal, userId: hexId() }).contractor.quotes;
      const { id: unknown } = await nameless.submit({ requestId, ...aContent() });
      await expectRefused(accept(unknown), message);
    });

    it('needs none where it does not', async () => {
      const roof = await aQuoting(api.deps, { report: { category: 'roofing' } });
      await bidder.profile.save(aProfile({ licences: [] }));
      const { id: quoteId } = await bidder.quotes.submit({ requestId: roof.id, ...aContent() });
      const accepted = await roof.quotes.accept({ id: roof.id, quoteId, revision: 1 });
      expect(accepted.status).toBe('assigned');
    });

    it('what is above the cap or in another currency', async () => {
      const spendCap = { minor: 15_000, currency: 'EUR' };
      await home.requests.invite({ id: requestId, publish: true, spendCap });
      const message = 'This quote is above your spend cap, or in another currency';
      const { id } = await submit(costing(15_001));
      await expectRefused(accept(id), message);
      await submit({ ...costing(1), currency: 'USD' });
      await expectRefused(accept(id, { revision: 2 }), message);
      await submit(costing(15_000));
      expect(await accept(id, { revision: 3 })).toMatchObject({ status: 'assigned' });
    });

    it('somebody who is suspended', async () => {
      const { id } = await submit();
      api.blocked.note({ personId: bidder.id, state: 'suspended' });
      await expectRefused(accept(id), 'This contractor is suspended');
    });

    it('from an older view of the request', async () => {
      const { id } = await submit();
      expect((await refused(accept(id, { version: 1 }))).data).toMatchObject({
        appCode: 'stale_version',
        currentVersion: 2,
      });
    });
  });
});
