import type { SaveProfile } from '@pmp/contracts/contractor';
import { mostRevisions } from '@pmp/contracts/quote';
import { OwnQuote } from '@pmp/contracts/quote-view';
import { beforeEach, describe, expect, it } from 'vitest';
import { aProfile } from '../../../test/factories/contractor.ts';
import { points } from '../../../test/factories/place.ts';
import { aPrincipal } from '../../../test/factories/principal.ts';
import { aContent, aLine } from '../../../test/factories/quote.ts';
import { hexId, instant, later } from '../../../test/factories/unique.ts';
import { aBidder, aQuoting, type Bidder, type Quoting } from '../../../test/quoting.ts';
import { createTestApi, refused } from '../../../test/testing.ts';

const day = 86_400;
const reason = 'Too much to do';

describe('a contractor and their quotes', () => {
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
  const submit = (overrides: object = {}) => bidder.quotes.submit({ requestId, ...aContent(), ...overrides });
  const whole = () => api.quotes.own(requestId, bidder.id);
  const codeOf = async (call: Promise<unknown>) => (await refused(call)).data.appCode;
  const award = async () => {
    const { id: quoteId } = await submit();
    await home.quotes.accept({ id: requestId, quoteId, revision: 1 });
    return quoteId;
  };
  const release = () => home.requests.release({ id: requestId, reason });

  describe('save', () => {
    it('keeps a draft that nobody else sees, and replaces it', async () => {
      const saved = await bidder.quotes.save({ requestId, ...aContent({ note: 'First' }) });
      expect(saved).toMatchObject({ state: 'draft', version: 1, current: null, revisions: [] });
      expect(saved.draft).toMatchObject({ note: 'First', totals: { labour: 9_000, total: 15_000 } });
      const again = await bidder.quotes.save({ requestId, ...aContent({ note: 'Second' }), version: 1 });
      expect(again).toMatchObject({ version: 2, draft: { note: 'Second' } });
      expect((await home.quotes.list({ requestId })).quotes).toEqual([]);
      expect(await codeOf(home.quotes.get({ requestId, quoteId: saved.id }))).toBe('not_found');
      expect((await whole())?.tail).toEqual([]);
      expect(api.quoteRelay.pushed()).toEqual([]);
    });

    it('leaves what was submitted as it is, and is used up by the next revision', async () => {
      const submitted = await submit();
      const saved = await bidder.quotes.save({ requestId, ...aContent({ note: 'Next' }) });
      expect(saved).toMatchObject({
        state: 'submitted',
        current: submitted.current,
        draft: { note: 'Next' },
      });
      expect((await submit({ note: 'Next' })).draft).toBeNull();
    });
  });

  describe('submit', () => {
    it('shows the homeowner a first revision', async () => {
      const quote = await submit();
      expect(OwnQuote.safeParse(quote).success).toBe(true);
      expect(quote).toMatchObject({
        requestId,
        request: { title: 'Kitchen tap drips', category: 'plumbing', status: 'open' },
        state: 'submitted',
        version: 1,
        current: { revision: 1, submittedAt: instant, totals: { net: 12_500, tax: 2_500, total: 15_000 } },
        revisions: [
          {
            revision: 1,
            submittedAt: instant,
            total: { minor: 15_000, currency: 'EUR' },
            state: 'submitted',
          },
        ],
      });
      expect((await whole())?.tail).toStrictEqual([
        {
          seq: 1,
          type: 'quote_submitted',
          actor: { id: bidder.id, role: 'contractor' },
          at: instant,
          from: null,
          to: 'submitted',
          fields: [],
          reason: null,
          facts: { revision: 1, amount: { minor: 15_000, currency: 'EUR' } },
          notices: [{ to: home.principal.userId, kind: 'quote_submitted' }],
        },
      ]);
    });

    it('revises: the former revision is superseded', async () => {
      await submit();
      api.clock.advance(60);
      const revised = await submit({ lines: [aLine({ quantity: 1 })], version: 1 });
      expect(revised.current).toMatchObject({ revision: 2, submittedAt: later(60) });
      expect(revised.revisions.map(({ state, total }) => [state, total.minor])).toEqual([
        ['superseded', 15_000],
        ['submitted', 6_000],
      ]);
      expect((await whole())?.tail.at(-1)).toMatchObject({
        seq: 2,
        type: 'quote_revised',
        from: 'submitted',
      });
      expect((await home.quotes.list({ requestId })).quotes).toMatchObject([{ revision: 2 }]);
    });

    it('never touches the request', async () => {
      const before = await api.requests.findWhole(requestId, { by: 'system' });
      await bidder.quotes.save({ requestId, ...aContent() });
      await submit();
      await submit();
      await bidder.quotes.withdraw({ requestId });
      expect(await api.requests.findWhole(requestId, { by: 'system' })).toStrictEqual(before);
    });

    it('answers a repeat, also when the request is closed to them, and refuses another payload', async () => {
      const commandKey = 'submit-once';
      const first = await submit({ commandKey });
      await home.requests.cancel({ id: requestId });
      const repeated = await submit({ commandKey });
      expect(repeated).toEqual({
        ...first,
        request: { ...first.request, status: 'closed' },
        state: 'declined',
        revisions: first.revisions.map((one) => ({ ...one, state: 'declined' })),
      });
      expect(await codeOf(submit({ commandKey, note: 'Other' }))).toBe('key_reused');
      expect(await codeOf(bidder.quotes.withdraw({ requestId, commandKey }))).toBe('key_reused');
    });

    it('makes one quote of two that come at once', async () => {
      const [one, two] = await Promise.all([submit(), submit()]);
      expect(one.id).toBe(two.id);
      expect([one.version, two.version].toSorted()).toEqual([1, 2]);
    });

    it('refuses a request that is not open to them as if it were not there', async () => {
      const invited = await aQuoting(api.deps, {
        invited: { contractorIds: [(await aBidder(api.deps)).id] },
      });
      for (const hidden of [invited.id, hexId()]) {
        const refusal = await refused(bidder.quotes.submit({ requestId: hidden, ...aContent() }));
        expect(refusal).toStrictEqual(
          await refused(bidder.quotes.save({ requestId: hexId(), ...aContent() })),
        );
        expect(refusal.data.appCode).toBe('not_found');
        expect(await codeOf(bidder.quotes.withdraw({ requestId: hidden }))).toBe('not_found');
        expect(await codeOf(bidder.quotes.get({ requestId: hidden }))).toBe('not_found');
      }
    });

    it('refuses who has no profile, or takes no new work, also one who was asked by name', async () => {
      const nameless = api.callerAs(aPrincipal({ roles: ['contractor'] })).contractor.quotes;
      for (const call of [nameless.submit, nameless.save]) {
        const refusal = await refused(call({ requestId, ...aContent() }));
        expect(refusal).toMatchObject({ message: 'Save your profile first', data: { appCode: 'conflict' } });
      }
      await home.requests.invite({ id: requestId, contractorIds: [bidder.id] });
      await bidder.profile.save(aProfile({ active: false }));
      const message = 'Your profile says that you take no new work; change that first';
      expect(await refused(submit())).toMatchObject({ message, data: { appCode: 'conflict' } });
      expect(await refused(bidder.quotes.save({ requestId, ...aContent() }))).toMatchObject({ message });
      expect(await whole()).toBeUndefined();
      await bidder.profile.save(aProfile());
      expect(await submit()).toMatchObject({ state: 'submitted' });
    });

    const elsewhere: [string, Partial<SaveProfile>][] = [
      ['trade', { trades: ['pest'] }],
      ['area', { serviceArea: { kind: 'circle', centre: points.milfordCentre, radiusM: 5_000 } }],
    ];
    it.each(elsewhere)('takes one of another %s only when they were asked by name', async (_, profile) => {
      const stranger = await aBidder(api.deps);
      await stranger.profile.save(aProfile(profile));
      const calls = [
        () => stranger.jobs.getOpen({ id: requestId }),
        () => stranger.quotes.save({ requestId, ...aContent() }),
        () => stranger.quotes.submit({ requestId, ...aContent() }),
      ];
      const missing = await refused(stranger.jobs.getOpen({ id: hexId() }));
      for (const call of calls) expect(await refused(call())).toStrictEqual(missing);
      expect((await home.quotes.list({ requestId })).quotes).toEqual([]);

      const stored = await api.requests.find(requestId, { by: 'system' });
      if (stored) api.requests.put({ ...stored, openTo: [...stored.openTo, stranger.id] });
      for (const call of calls) await call();
      expect((await home.quotes.list({ requestId })).quotes).toMatchObject([{ contractorId: stranger.id }]);
    });

    it('refuses another revision of who has moved away', async () => {
      await submit();
      await bidder.profile.save(aProfile({ trades: ['pest'] }));
      expect((await refused(submit())).message).toBe('This request takes no quotes from you now');
      expect(await bidder.quotes.get({ requestId })).toMatchObject({ state: 'submitted' });
    });

    it('refuses while the homeowner is shut out: of who has not quoted, as if it were not there', async () => {
      const late = await aBidder(api.deps);
      await submit();
      const personId = home.principal.userId;
      api.blocked.note({ personId, state: 'suspended' });
      const missing = await refused(late.quotes.save({ requestId: hexId(), ...aContent() }));
      for (const call of [late.quotes.submit, late.quotes.save]) {
        expect(await refused(call({ requestId, ...aContent() }))).toStrictEqual(missing);
      }
      for (const call of [bidder.quotes.submit, bidder.quotes.save]) {
        const { message } = await refused(call({ requestId, ...aContent() }));
        expect(message).toBe('This request takes no quotes from you now');
      }
      expect(await bidder.quotes.withdraw({ requestId })).toMatchObject({ state: 'withdrawn' });
      api.blocked.note({ personId, state: 'active' });
      expect(await submit()).toMatchObject({ state: 'submitted' });
    });

    it('refuses what has closed to them since', async () => {
      await submit();
      await home.requests.cancel({ id: requestId });
      expect(await refused(submit())).toMatchObject({
        message: 'This request takes no quotes from you now',
        data: { appCode: 'conflict' },
      });
      expect(await codeOf(bidder.quotes.save({ requestId, ...aContent() }))).toBe('conflict');
    });

    it.each([
      ['has passed', instant],
      ['is more than 365 days ahead', later(366 * day)],
    ])('refuses a validity that %s', async (message, validUntil) => {
      for (const call of [
        submit({ validUntil }),
        bidder.quotes.save({ requestId, ...aContent({ validUntil }) }),
      ])
        expect((await refused(call)).data).toMatchObject({
          appCode: 'bad_input',
          fieldErrors: [{ path: 'validUntil', message }],
        });
      expect(await whole()).toBeUndefined();
    });

    it('refuses a version that has passed, or that never was', async () => {
      expect(await codeOf(submit({ version: 1 }))).toBe('stale_version');
      await submit();
      const refusal = await refused(submit({ version: 2 }));
      expect(refusal.data).toMatchObject({ appCode: 'stale_version', currentVersion: 1 });
      expect(await codeOf(bidder.quotes.save({ requestId, ...aContent(), version: 7 }))).toBe(
        'stale_version',
      );
      expect(await codeOf(bidder.quotes.withdraw({ requestId, version: 7 }))).toBe('stale_version');
    });

    it('stops at ten revisions', async () => {
      for (let revision = 1; revision <= mostRevisions; revision += 1) {
        await submit();
        await api.quoteRelay.deliver();
      }
      expect(await codeOf(submit())).toBe('case_full');
      expect((await bidder.quotes.get({ requestId })).revisions).toHaveLength(mostRevisions);
    });

    it('loses no event: a quote whose relay is behind takes no more', async () => {
      await submit();
      const withdrawing = { requestId, reason: 'x'.repeat(500) };
      let calls = 0;
      const refusal = async () => {
        for (; calls < 20; calls += 1) {
          await bidder.quotes.withdraw(withdrawing);
          await submit();
        }
      };
      expect(await codeOf(refusal())).toBe('case_full');
      await api.quoteRelay.deliver();
      const events = await api.quoteEvents.of((await whole())?.quote.id ?? '');
      expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1));
      expect(events.length).toBeGreaterThan(3);
      await bidder.quotes.withdraw(withdrawing);
    });
  });

  it.each<[string, () => Promise<unknown>]>([
    ['save', () => bidder.quotes.save({ requestId, ...aContent() })],
    ['submit', () => submit()],
    ['withdraw', () => bidder.quotes.withdraw({ requestId })],
  ])(
    '%s is refused when it is accepted after the request was read and before the quote was',
    async (_, change) => {
      const { id: quoteId } = await submit();
      const { findWith } = api.requests;
      api.deps.requests = {
        ...api.requests,
        findWith: async (id, scope, looks) => {
          const before = await findWith(id, scope, {});
          await home.quotes.accept({ id, quoteId, revision: 1 });
          const after = await findWith(id, scope, looks);
          return before && after && { request: before.request, beside: after.beside };
        },
      };
      expect(await codeOf(change())).toBe('conflict');
      expect((await whole())?.quote).toMatchObject({ state: 'accepted', version: 2 });
    },
  );

  describe('withdraw', () => {
    it('takes it back with a reason, and it may be submitted again', async () => {
      await submit();
      const withdrawn = await bidder.quotes.withdraw({ requestId, version: 1, reason });
      expect(withdrawn).toMatchObject({ state: 'withdrawn', version: 2, request: { status: 'open' } });
      expect((await whole())?.tail.at(-1)).toMatchObject({
        type: 'quote_withdrawn',
        reason,
        from: 'submitted',
        to: 'withdrawn',
        notices: [{ to: home.principal.userId, kind: 'quote_withdrawn' }],
      });
      expect((await home.quotes.list({ requestId })).quotes).toEqual([]);
      expect(await codeOf(home.quotes.get({ requestId, quoteId: withdrawn.id }))).toBe('not_found');
      expect(await submit()).toMatchObject({ state: 'submitted', current: { revision: 2 } });
    });

    it('refuses what was not submitted, what was withdrawn, and what was accepted', async () => {
      await bidder.quotes.save({ requestId, ...aContent() });
      expect((await refused(bidder.quotes.withdraw({ requestId }))).message).toContain('not been submitted');
      await submit();
      await bidder.quotes.withdraw({ requestId });
      expect((await refused(bidder.quotes.withdraw({ requestId }))).message).toContain('withdrawn already');
      const { id: quoteId } = await submit();
      await home.quotes.accept({ id: requestId, quoteId, revision: 2 });
      const refusal = await refused(bidder.quotes.withdraw({ requestId }));
      expect(refusal.message).toBe('This quote was accepted; step back from the job instead');
      expect(refusal.data.appCode).toBe('conflict');
      await release();
      expect((await bidder.quotes.withdraw({ requestId })).state).toBe('withdrawn');
    });
  });

  describe('reads', () => {
    const stateNow = async (who = bidder) => {
      const { state, request } = await who.quotes.get({ requestId });
      return [state, request.status];
    };

    it('what has become of it', async () => {
      const rival = await aBidder(api.deps);
      await rival.quotes.submit({ requestId, ...aContent() });
      expect(await stateNow(rival)).toEqual(['submitted', 'open']);
      await award();
      expect(await stateNow()).toEqual(['accepted', 'yours']);
      expect(await stateNow(rival)).toEqual(['declined', 'closed']);
      const { version } = await rival.quotes.get({ requestId });
      expect(version).toBe(1);
      await release();
      // It is published: whoever was released may quote again, and the rival's quote stands.
      expect(await stateNow()).toEqual(['released', 'open']);
      expect(await stateNow(rival)).toEqual(['submitted', 'open']);
      expect(await submit()).toMatchObject({ state: 'submitted', current: { revision: 2 } });
      api.clock.advance(15 * day);
      expect(await stateNow()).toEqual(['expired', 'open']);
      await home.requests.cancel({ id: requestId, reason });
      expect(await stateNow()).toEqual(['declined', 'closed']);
    });

    it('the request as they could last read it once it is closed to them', async () => {
      await submit();
      const before = { title: 'Kitchen tap drips', category: 'plumbing', status: 'closed' };
      const shown = async () => [
        (await bidder.quotes.get({ requestId })).request,
        (await bidder.quotes.list()).items[0]?.request,
      ];
      const edit = async (to: object) => {
        const { version } = await home.requests.get({ id: requestId });
        await home.requests.update({ id: requestId, version, ...to });
      };
      await home.requests.cancel({ id: requestId });
      await home.requests.restore({ id: requestId, reason });
      await edit({ title: 'My private draft', category: 'heating' });
      expect(await shown()).toMatchObject([before, before]);
      expect((await bidder.quotes.withdraw({ requestId })).request).toMatchObject(before);
      await home.requests.submit({ id: requestId });
      expect(await shown()).toMatchObject([before, before]);
      await home.requests.invite({ id: requestId, publish: true });
      // Published for another trade: whether it is theirs too, the board and getOpen say.
      expect(await shown()).toMatchObject([before, before]);
      const now = { title: 'My private draft', category: 'heating', status: 'open' };
      expect((await submit()).request).toMatchObject(now);
      expect(await shown()).toMatchObject([now, now]);
    });

    it('lists their own, newest first, with the brief of each request', async () => {
      const stranger = await aBidder(api.deps);
      const made: string[] = [];
      for (let index = 0; index < 3; index += 1) {
        const { id } = await aQuoting(api.deps, { report: { title: `Tap number ${index}` } });
        await bidder.quotes.submit({ requestId: id, ...aContent() });
        await stranger.quotes.submit({ requestId: id, ...aContent() });
        made.unshift(id);
        api.clock.advance(1);
      }
      const page = await bidder.quotes.list({ limit: 2 });
      expect(page.items.map((quote) => quote.requestId)).toEqual(made.slice(0, 2));
      expect(page.items[0]?.request.title).toBe('Tap number 2');
      const rest = await bidder.quotes.list({ limit: 2, cursor: page.nextCursor });
      expect(rest.items.map((quote) => quote.requestId)).toEqual(made.slice(2));
      expect(rest.nextCursor).toBeNull();
      expect(await (await aBidder(api.deps)).quotes.list()).toEqual({ items: [], nextCursor: null });
    });
  });
});
