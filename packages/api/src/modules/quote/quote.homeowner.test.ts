import type { QuoteContent } from '@pmp/contracts/quote';
import { QuoteComparison } from '@pmp/contracts/quote-view';
import { beforeEach, describe, expect, it } from 'vitest';
import { aProfile } from '../../../test/factories/contractor.ts';
import { aPrincipal } from '../../../test/factories/principal.ts';
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
          [fits, true, false],
          [foreign, false, false],
          [over, false, false],
        ],
        cheapestId: fits,
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
        cheapestId: null,
        fastestId: null,
      });
    });

    it('first what can be accepted: not without a licence, nor what was quoted in another currency', async () => {
      const unlicensed = await aBidder(api.deps);
      await unlicensed.profile.save(aProfile({ licences: [] }));
      const { id: cheap } = await submit({ ...costing(1_000), leadDays: 0 }, unlicensed);
      const ids = async () => (await home.quotes.list({ requestId })).quotes.map(({ id }) => id);
      expect(await home.quotes.list({ requestId })).toMatchObject({ cheapestId: null, fastestId: null });
      const { id: dear } = await submit(costing(9_000));
      expect(await home.quotes.list({ requestId })).toMatchObject({ cheapestId: dear, fastestId: dear });
      expect(await ids()).toEqual([dear, cheap]);
      // Without a cap both can be accepted, and can't be compared.
      const { id: foreign } = await submit(
        { ...costing(8_000), currency: 'USD', leadDays: 9 },
        await aBidder(api.deps),
      );
      expect(await home.quotes.list({ requestId })).toMatchObject({ cheapestId: null, fastestId: dear });
      expect(await ids()).toEqual([foreign, dear, cheap]);
    });

    it('nobody who is suspended', async () => {
      const { id: quoteId } = await submit();
      const { id } = await submit({}, await aBidder(api.deps));
      api.blocked.note({ personId: bidder.id, state: 'suspended' });
      expect((await home.quotes.list({ requestId })).quotes).toMatchObject([{ id }]);
      expect((await refused(home.quotes.get({ requestId, quoteId }))).data.appCode).toBe('not_found');
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

    it('what was quoted before the request was changed and opened anew, by whichever way', async () => {
      const official = aPrincipal({ roles: ['official'] });
      await api.deps.officials.assign(official.userId, 'riverton');
      const city = api.callerAs(official).official.requests;
      const { id } = await submit(costing(5_000));
      const message = 'The contractor quoted before this request was changed; ask for a new quote';
      const reason = 'It is worse than it looked';
      const edit = async (to: object) => {
        const { version } = await home.requests.get({ id: requestId });
        await home.requests.update({ id: requestId, version, ...to });
      };
      const wayBack = {
        restored: async () => {
          await home.requests.cancel({ id: requestId });
          await home.requests.restore({ id: requestId, reason });
          await edit({ title: 'Rebuild the roof', category: 'roofing' });
          await home.requests.submit({ id: requestId });
        },
        reinstated: async () => {
          await city.reject({ id: requestId, resolution: 'not_responsible', closingText: reason });
          await city.reinstate({ id: requestId, reason });
          await edit({ title: 'Rebuild the house' });
        },
      };
      let revision = 1;
      for (const back of [wayBack.restored, wayBack.reinstated]) {
        api.clock.advance(60);
        await back();
        await home.requests.invite({ id: requestId, publish: true });
        await expectRefused(accept(id, { revision }), message);
        expect((await home.quotes.list({ requestId })).quotes).toMatchObject([{ state: 'superseded' }]);
        expect(await bidder.quotes.get({ requestId })).toMatchObject({ state: 'superseded' });
        await api.relay.deliver();
        // Asking more of them begins no round.
        api.clock.advance(60);
        await submit(costing(70_000));
        revision += 1;
        api.clock.advance(60);
        await home.requests.invite({ id: requestId, publish: true });
        expect((await home.quotes.list({ requestId })).quotes).toMatchObject([{ state: 'submitted' }]);
      }
      expect(await accept(id, { revision })).toMatchObject({ award: { agreed: { minor: 70_000 } } });
    });

    it('what lost before the job was done and opened again; what lost before it was given up stands', async () => {
      const rival = await aBidder(api.deps);
      const { id: lost } = await submit();
      const { id: won } = await submit({}, rival);
      api.clock.advance(60);
      await accept(won);
      await rival.jobs.release({ id: requestId, reason: 'My van broke down' });
      expect((await home.quotes.get({ requestId, quoteId: lost })).state).toBe('submitted');
      expect((await home.quotes.get({ requestId, quoteId: won })).state).toBe('released');

      const stored = await api.requests.find(requestId, { by: 'system' });
      if (stored) api.requests.put({ ...stored, status: 'closed', endedAt: api.clock.now() });
      await home.requests.reopen({ id: requestId, reason: 'It drips again' });
      await home.requests.invite({ id: requestId, publish: true });
      await expectRefused(
        accept(lost),
        'The contractor quoted before this request was changed; ask for a new quote',
      );
      expect((await home.quotes.get({ requestId, quoteId: won })).state).toBe('released');
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
      const message =
        'This quote was made without a licence that is valid now; ask the contractor to renew the quote';
      const shown = async (quoteId: string) =>
        (await home.quotes.get({ requestId, quoteId })).contractor?.licenceValid;
      await bidder.profile.save(aProfile({ licences: [] }));
      const { id } = await submit({ validUntil: later(30 * day) });
      await expectRefused(accept(id), message);
      await bidder.profile.save(aProfile());
      // What is shown is what is checked: the quote is to be renewed with the licence.
      expect(await shown(id)).toBe(false);
      await expectRefused(accept(id), message);
      await submit({ validUntil: later(30 * day) });
      expect(await shown(id)).toBe(true);
      // The licence of the factory ends after a day.
      api.clock.advance(day);
      expect(await shown(id)).toBe(false);
      await expectRefused(accept(id, { revision: 2 }), message);
    });

    it('needs none where it does not', async () => {
      const roof = await aQuoting(api.deps, { report: { category: 'roofing' } });
      await bidder.profile.save(aProfile({ licences: [], trades: ['roofing'] }));
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
