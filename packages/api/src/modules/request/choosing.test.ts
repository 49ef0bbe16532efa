import { beforeEach, describe, expect, it } from 'vitest';
import { aProfile } from '../../../test/factories/contractor.ts';
import { aPlace } from '../../../test/factories/place.ts';
import { aPrincipal } from '../../../test/factories/principal.ts';
import { aReport } from '../../../test/factories/request.ts';
import { hexId, later } from '../../../test/factories/unique.ts';
import { aTeam, badField, clash, gone, reason, reused, ruledOut } from '../../../test/job.ts';
import { refused } from '../../../test/testing.ts';
import { everyone } from './request.ports.ts';

const day = 86_400;
const money = { minor: 20_000, currency: 'EUR' };
const commandKey = 'a-key-of-mine';

describe('until somebody has the job', () => {
  let team = {} as Awaited<ReturnType<typeof aTeam>>;
  beforeEach(async () => {
    team = await aTeam();
  });

  const aContractorWith = async (profile: Parameters<typeof aProfile>[0]) => {
    const principal = aPrincipal({ roles: ['contractor'] });
    await team.api.callerAs(principal).contractor.profile.save(aProfile(profile));
    return principal.userId;
  };

  describe('a draft', () => {
    it("is its owner's alone until it is submitted", async () => {
      const { own, official, expectRefused, stored } = team;
      const { id, status, allowedMoves } = await own.create(aReport({ draft: true }));
      expect({ status, allowedMoves }).toEqual({ status: 'draft', allowedMoves: ['submit', 'cancel'] });
      const { request, tail } = await stored({ id });
      expect(tail[0]?.notices).toEqual([]);
      await expectRefused(request, () => official.get({ id }), gone);
      const submitted = await own.submit({ id, commandKey });
      expect(submitted).toMatchObject({ status: 'submitted', version: 2, waitingOn: 'homeowner' });
      expect((await official.get({ id })).status).toBe('submitted');
      expect(await own.submit({ id, commandKey })).toEqual(submitted);
      expect((await stored({ id })).tail.map(({ type }) => type)).toEqual(['saved_as_draft', 'submitted']);
    });

    it('is refused once its property has gone, or its category', async () => {
      const { own, put, expectRefused } = team;
      const homeless = put({ status: 'draft', propertyId: hexId() });
      await expectRefused(
        homeless,
        () => own.submit({ id: homeless.id }),
        clash('The property of this draft is no longer yours'),
      );
      const obsolete = put({ status: 'draft', category: 'gas-light' });
      await expectRefused(
        obsolete,
        () => own.submit({ id: obsolete.id }),
        clash('The category of this draft is gone; choose another'),
      );
    });
  });

  describe('to invite', () => {
    it('adds to who may quote, and takes nobody back', async () => {
      const { own, put, contractorId, rivalId, lastOf } = team;
      const request = put();
      const { id } = request;
      const one = await own.invite({ id, contractorIds: [contractorId], spendCap: money, commandKey });
      expect(one).toMatchObject({ status: 'quoting', invitedIds: [contractorId], published: false });
      expect(await lastOf(request)).toMatchObject({
        facts: { invited: 1, published: false },
        notices: [{ to: contractorId, kind: 'request_invited' }],
      });
      expect(await own.invite({ id, contractorIds: [contractorId], spendCap: money, commandKey })).toEqual(
        one,
      );
      const both = await own.invite({ id, contractorIds: [contractorId, rivalId] });
      expect(both).toMatchObject({ invitedIds: [contractorId, rivalId], spendCap: money, version: 8 });
      // Who was asked before is not asked again.
      expect((await lastOf(request))?.notices).toEqual([{ to: rivalId, kind: 'request_invited' }]);
      const all = await own.invite({ id, publish: true, quoteDueAt: later(day) });
      expect(all).toMatchObject({ invitedIds: [contractorId, rivalId], published: true, spendCap: money });
      expect(await own.invite({ id, publish: true, spendCap: null })).toMatchObject({ spendCap: null });
    });

    it('begins a round of its own: that of before the release is due no more', async () => {
      const { own, put, putJob, contractorId, api, stored } = team;
      const round = { openTo: [contractorId], quoteDueAt: later(day), quotesDueTold: true };
      const job = putJob({ status: 'assigned', ...round });
      const told = putJob({ status: 'assigned', ...round });
      for (const { id } of [job, told]) {
        expect((await own.release({ id, reason })).status).toBe('submitted');
      }
      api.clock.set(later(2 * day));
      expect((await own.invite({ id: job.id, publish: true })).quoteDueAt).toBeNull();
      expect((await stored(job)).request.quotesDueTold).toBe(false);
      expect(await api.requests.due(later(9 * day), 10)).toEqual([]);
      const again = { id: told.id, publish: true, quoteDueAt: later(3 * day) };
      expect((await own.invite(again)).quoteDueAt).toEqual(later(3 * day));
      expect(await api.requests.due(later(3 * day), 10)).toEqual([told.id]);
      // Who asks more people in the same round need not say again when it is due.
      const open = put({ status: 'quoting', ...round, quoteDueAt: later(4 * day) });
      expect((await own.invite({ id: open.id, publish: true })).quoteDueAt).toEqual(later(4 * day));
    });

    it('is by name only where nobody could find it on the map', async () => {
      const { own, put, contractorId, expectRefused } = team;
      const nowhere = put({ place: aPlace({ point: null, cell: null, jurisdictionId: null }) });
      const { id } = nowhere;
      await expectRefused(
        nowhere,
        () => own.invite({ id, publish: true, contractorIds: [contractorId] }),
        badField(
          'publish',
          'cannot be done: the address could not be placed on the map; invite contractors by name',
        ),
      );
      expect((await own.invite({ id, contractorIds: [contractorId] })).status).toBe('quoting');
    });

    it('is refused in these words', async () => {
      const { own, put, contractorId, rivalId, api, expectRefused } = team;
      const request = put();
      const { id } = request;
      const refuse = (input: object, expected: Parameters<typeof expectRefused>[2]) =>
        expectRefused(request, () => own.invite({ id, ...input }), expected);
      await refuse({}, badField('contractorIds', 'name somebody, or publish'));
      const strangers = [contractorId, hexId()];
      await refuse({ contractorIds: strangers }, badField('contractorIds.1', 'is not a contractor here'));
      const idle = await aContractorWith({ active: false });
      await refuse(
        { contractorIds: [contractorId, idle] },
        badField('contractorIds.1', 'takes no new work now'),
      );
      api.blocked.note({ personId: rivalId, state: 'suspended' });
      await refuse({ contractorIds: [rivalId] }, badField('contractorIds.0', 'is not a contractor here'));
      const roofer = await aContractorWith({ trades: ['roofing'] });
      await refuse({ contractorIds: [roofer] }, badField('contractorIds.0', 'does not do this kind of work'));
      await refuse({ publish: true, quoteDueAt: later(0) }, badField('quoteDueAt', 'has passed'));
      await refuse({ publish: true, version: 5 }, { appCode: 'stale_version' });
      const full = put({ status: 'quoting', openTo: Array.from({ length: 10 }, hexId) });
      await expectRefused(
        full,
        () => own.invite({ id: full.id, contractorIds: [contractorId] }),
        badField('contractorIds', 'are more than 10 in all'),
      );
    });
  });

  it("the board shows what others have published, and one's own to others only", async () => {
    const { put, jobs, api } = team;
    const both = aPrincipal({ roles: ['homeowner', 'contractor'] });
    const { contractor } = api.callerAs(both);
    await contractor.profile.save(aProfile());
    const published = { status: 'quoting', openTo: [everyone] } as const;
    const older = put({ ...published, createdAt: later(1) });
    const own = put({ ...published, homeownerId: both.userId, createdAt: later(2) });
    const first = await contractor.jobs.board({ limit: 1 });
    expect(first.items).toEqual([]);
    const rest = await contractor.jobs.board({ limit: 1, cursor: first.nextCursor });
    expect(rest).toMatchObject({ items: [{ id: older.id }], nextCursor: null });
    expect((await jobs.board()).items.map(({ id }) => id)).toEqual([own.id, older.id]);
  });

  it('what is open is shown to nobody while its homeowner is shut out', async () => {
    const { put, jobs, contractorId, api } = team;
    const threat = hexId();
    const [before, theirs, after] = [hexId(), threat, hexId()].map((homeownerId, at) =>
      put({ status: 'quoting', openTo: [contractorId, everyone], homeownerId, createdAt: later(at) }),
    );
    const id = theirs?.id ?? '';
    const all = [after?.id, id, before?.id];
    const idsOf = async (list: Promise<{ items: { id: string }[] }>) =>
      (await list).items.map((item) => item.id);
    for (const list of [jobs.board, jobs.invitations]) {
      expect(await idsOf(list())).toEqual(all);
      api.blocked.note({ personId: threat, state: 'suspended' });
      expect(await idsOf(list())).toEqual([after?.id, before?.id]);
      const first = await list({ limit: 2 });
      expect(first.items.map((item) => item.id)).toEqual([after?.id]);
      expect(await idsOf(list({ limit: 2, cursor: first.nextCursor }))).toEqual([before?.id]);
      expect(await refused(jobs.getOpen({ id }))).toStrictEqual(await refused(jobs.getOpen({ id: hexId() })));
      api.blocked.note({ personId: threat, state: 'active' });
      expect(await idsOf(list())).toEqual(all);
      expect(await jobs.getOpen({ id })).toMatchObject({ id });
    }
  });

  describe('an offer', () => {
    it('waits two days for its contractor, who sees only roughly where it is', async () => {
      const { own, put, jobs, contractorId } = team;
      const { id } = put();
      const offer = { id, contractorId, spendCap: money, commandKey };
      const offered = await own.offer(offer);
      expect(offered).toMatchObject({
        status: 'assigned',
        waitingOn: 'contractor',
        award: { contractorId, agreed: money, acceptedAt: null, acceptDueAt: later(2 * day) },
      });
      expect(await own.offer(offer)).toEqual(offered);
      const seen = await jobs.get({ id });
      expect(seen).toMatchObject({ version: 1, address: null, point: null, allowedMoves: ['release'] });
      const accepted = await jobs.acceptOffer({ id, version: 1, commandKey: 'key-of-theirs' });
      expect(accepted).toMatchObject({ version: 2, status: 'assigned' });
      expect(accepted.address).not.toBeNull();
      expect(accepted.award).toMatchObject({ acceptedAt: later(0), acceptDueAt: null });
      expect(await jobs.acceptOffer({ id, version: 1, commandKey: 'key-of-theirs' })).toEqual(accepted);
    });

    it('is refused in these words', async () => {
      const { own, put, contractorId, rivalId, api, expectRefused } = team;
      const request = put();
      const refuse = (input: object, expected: Parameters<typeof expectRefused>[2]) =>
        expectRefused(
          request,
          () => own.offer({ id: request.id, contractorId, spendCap: money, ...input }),
          expected,
        );
      await refuse({ acceptDueAt: later(0) }, badField('acceptDueAt', 'has passed'));
      await refuse(
        { acceptDueAt: later(30 * day + 1) },
        badField('acceptDueAt', 'is more than 30 days ahead'),
      );
      await refuse({ contractorId: hexId() }, badField('contractorId', 'is not a contractor here'));
      const idle = await aContractorWith({ active: false });
      await refuse({ contractorId: idle }, badField('contractorId', 'takes no new work now'));
      api.blocked.note({ personId: rivalId, state: 'suspended' });
      await refuse({ contractorId: rivalId }, badField('contractorId', 'is not a contractor here'));
      const roofer = await aContractorWith({ trades: ['roofing'] });
      await refuse({ contractorId: roofer }, badField('contractorId', 'does not do this kind of work'));
      const unlicensed = await aContractorWith({ licences: [], trades: ['electrical'] });
      const electrical = put({ category: 'electrical' });
      expect(api.deps.categories.byCode('electrical')?.licenceRequired).toBe(true);
      await expectRefused(
        electrical,
        () => own.offer({ id: electrical.id, contractorId: unlicensed, spendCap: money }),
        badField('contractorId', 'has no valid licence for this kind of work'),
      );
    });

    it('is accepted once, in time, by whom it was made to', async () => {
      const { putJob, jobs, rivalJobs, api, award, expectRefused } = team;
      const open = { ...award, acceptedAt: null, acceptDueAt: later(day) };
      const offered = putJob({ status: 'assigned', award: open });
      const { id } = offered;
      await expectRefused(offered, () => rivalJobs.acceptOffer({ id }), gone);
      await expectRefused(offered, () => jobs.acceptOffer({ id, version: 1 }), { appCode: 'stale_version' });
      for (const call of [() => jobs.start({ id }), () => jobs.hold({ id, holdReason: 'parts' })]) {
        await expectRefused(offered, call, ruledOut('The contractor has not accepted the offer yet'));
      }
      const bound = putJob({ status: 'assigned' });
      await expectRefused(
        bound,
        () => jobs.acceptOffer({ id: bound.id }),
        clash('This job is yours already'),
      );
      const begun = putJob({ status: 'in_progress' });
      await expectRefused(
        begun,
        () => jobs.acceptOffer({ id: begun.id }),
        ruledOut("A request that is in progress can't be accepted"),
      );
      api.clock.set(later(day));
      await expectRefused(offered, () => jobs.acceptOffer({ id }), clash('The offer has lapsed'));
    });
  });

  it('an offer takes a licence that is valid still when it is accepted', async () => {
    const { own, put, jobs, contractorId, api, expectRefused, stored } = team;
    const { id } = put();
    await own.offer({ id, contractorId, spendCap: money });
    const noLicence = clash('You have no valid licence for this kind of work; renew it in your profile');
    // The licence of the factory ends after a day, the offer after two.
    api.clock.advance(day);
    const { request } = await stored({ id });
    await expectRefused(request, () => jobs.acceptOffer({ id }), noLicence);
    const renewed = aProfile().licences.map((licence) => ({ ...licence, validUntil: later(9 * day) }));
    await api
      .callerAs(aPrincipal({ userId: contractorId, roles: ['contractor'] }))
      .contractor.profile.save(aProfile({ licences: renewed }));
    expect((await jobs.acceptOffer({ id })).award.acceptedAt).toEqual(later(day));

    const roof = put({ category: 'roofing' });
    const roofer = await aContractorWith({ trades: ['roofing'], licences: [] });
    await own.offer({ id: roof.id, contractorId: roofer, spendCap: money });
    const theirs = api.callerAs(aPrincipal({ userId: roofer, roles: ['contractor'] })).contractor.jobs;
    expect((await theirs.acceptOffer({ id: roof.id })).award.acceptedAt).toEqual(later(day));
  });

  it('a key that was used for something else is refused', async () => {
    const { own, put, expectRefused } = team;
    const { id } = put();
    await own.invite({ id, publish: true, commandKey });
    const { request } = await team.stored({ id });
    expect(request.openTo).toEqual([everyone]);
    await expectRefused(request, () => own.invite({ id, publish: false, commandKey }), reused);
    await expectRefused(request, () => own.cancel({ id, commandKey }), reused);
  });
});
