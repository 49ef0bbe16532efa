import { beforeEach, describe, expect, it } from 'vitest';
import { aPlace, points } from '../../../test/factories/place.ts';
import { hexId, instant, later } from '../../../test/factories/unique.ts';
import { aTeam, badField, clash, gone, reason, ruledOut } from '../../../test/job.ts';

const day = 86_400;
const cost = { minor: 5_000, currency: 'EUR' };
const commandKey = 'a-key-of-mine';
const completion = { at: instant, note: 'Done', done: [], labourMinutes: 60, cost, warrantyUntil: null };
const scores = { quality: 5, time: 4, price: 3 };

describe('how a request ends', () => {
  let team = {} as Awaited<ReturnType<typeof aTeam>>;
  beforeEach(async () => {
    team = await aTeam();
  });

  describe('completed work', () => {
    it('is confirmed, but not while a change order waits', async () => {
      const { putJob, own, award, expectRefused } = team;
      const { id } = putJob({ status: 'completed', completion });
      const confirmed = await own.confirm({ id, commandKey });
      expect(confirmed).toMatchObject({ status: 'closed', resolution: 'fixed', waitingOn: 'none' });
      expect(confirmed.endedAt).toEqual(instant);
      expect(await own.confirm({ id, commandKey })).toEqual(confirmed);
      const changeOrders = [{ id: hexId(), total: cost, state: 'proposed' as const }];
      const open = putJob({ status: 'completed', completion, award: { ...award, changeOrders } });
      await expectRefused(
        open,
        () => own.confirm({ id: open.id }),
        ruledOut('A change order waits for an answer'),
      );
    });

    it('is sent back within seven days', async () => {
      const { putJob, own, api, expectRefused } = team;
      const completed = { status: 'completed', completion, reminded: true } as const;
      const [early, late] = [putJob(completed), putJob(completed)];
      api.clock.set(later(7 * day));
      const back = await own.sendBack({ id: early.id, reason, commandKey });
      expect(back).toMatchObject({ status: 'in_progress', completion: null, returnedCount: 1 });
      expect(await own.sendBack({ id: early.id, reason, commandKey })).toEqual(back);
      expect((await team.stored(early)).request.reminded).toBe(false);
      api.clock.set(new Date(later(7 * day).getTime() + 1));
      await expectRefused(
        late,
        () => own.sendBack({ id: late.id, reason }),
        ruledOut('The time to send it back is over'),
      );
    });
  });

  describe('to rate', () => {
    it('counts for the contractor once', async () => {
      const { putJob, own, jobs, api, contractorId, expectRefused } = team;
      const closed = putJob({ status: 'closed', completion, endedAt: instant });
      const { id } = closed;
      const rated = await own.rate({ id, ...scores, commandKey });
      expect(rated).toMatchObject({ status: 'closed', scores });
      expect(await own.rate({ id, ...scores, commandKey })).toEqual(rated);
      expect((await jobs.get({ id })).scores).toEqual(scores);
      const { request } = await team.stored(closed);
      await expectRefused(request, () => own.rate({ id, ...scores }), clash('You have rated this already'));
      expect((await api.contractors.find(contractorId))?.rated).toEqual({ count: 1, ...scores });
    });

    it('is refused before the end, or where nobody did the work', async () => {
      const { putJob, put, own, expectRefused } = team;
      const open = putJob({ status: 'completed', completion });
      await expectRefused(
        open,
        () => own.rate({ id: open.id, ...scores }),
        ruledOut("A request that is completed can't be rated"),
      );
      const nobodys = put({ status: 'closed' });
      await expectRefused(
        nobodys,
        () => own.rate({ id: nobodys.id, ...scores }),
        ruledOut("A request that is closed can't be rated"),
      );
    });
  });

  describe('to reopen', () => {
    const closed = { status: 'closed', resolution: 'fixed', endedAt: instant, completion, scores } as const;

    it('begins anew, and remembers who had the job', async () => {
      const { putJob, own, contractorId, stored } = team;
      const request = putJob({ ...closed, priorityFloor: 'high', startedAt: instant });
      const reopened = await own.reopen({ id: request.id, reason, commandKey });
      expect(reopened).toMatchObject({
        status: 'submitted',
        award: null,
        completion: null,
        scores: null,
        resolution: null,
        endedAt: null,
        startedAt: null,
        reopenCount: 1,
        priorityFloor: 'high',
        lastContractorId: contractorId,
      });
      expect(await own.reopen({ id: request.id, reason, commandKey })).toEqual(reopened);
      expect((await stored(request)).tail.at(-1)?.notices.map(({ to }) => to)).toContain(contractorId);
    });

    it('is open to the homeowner for thirty days or as long as the warranty, to the city always', async () => {
      const { putJob, own, official, api, expectRefused } = team;
      const overdue = putJob(closed);
      const warranted = putJob({ ...closed, completion: { ...completion, warrantyUntil: later(90 * day) } });
      const inTime = putJob(closed);
      api.clock.set(later(30 * day));
      expect(await own.reopen({ id: inTime.id, reason })).toMatchObject({ status: 'submitted' });
      api.clock.set(new Date(later(30 * day).getTime() + 1));
      const tooLate = ruledOut(
        'It was closed too long ago, and there is no warranty; only the city may open it again',
      );
      await expectRefused(overdue, () => own.reopen({ id: overdue.id, reason }), tooLate);
      expect(await official.reopen({ id: overdue.id, reason })).toMatchObject({ status: 'submitted' });
      api.clock.set(new Date(later(90 * day).getTime() + 1));
      await expectRefused(warranted, () => own.reopen({ id: warranted.id, reason }), tooLate);
      api.clock.set(later(90 * day));
      expect(await own.reopen({ id: warranted.id, reason })).toMatchObject({ status: 'submitted' });
    });
  });

  describe('to withdraw and to restore', () => {
    it('takes a reason once somebody has the job', async () => {
      const { putJob, own, jobs, expectRefused } = team;
      const visit = {
        start: later(day),
        end: later(2 * day),
        zone: 'Europe/Berlin',
        state: 'confirmed',
      } as const;
      const scheduled = putJob({ status: 'scheduled', visits: [visit] });
      const { id } = scheduled;
      await expectRefused(scheduled, () => own.cancel({ id }), badField('reason', 'tell the contractor why'));
      const cancelled = await own.cancel({ id, reason, commandKey });
      expect(cancelled).toMatchObject({ status: 'cancelled', resolution: 'withdrawn' });
      expect(cancelled.visits).toEqual([{ ...visit, state: 'cancelled' }]);
      const over = { ...visit, start: later(-day), end: later(0) };
      const late = putJob({ status: 'scheduled', visits: [over] });
      expect((await own.cancel({ id: late.id, reason })).visits).toEqual([{ ...over, state: 'missed' }]);
      // The contractor still sees that it ended, and no longer where it was.
      expect(await jobs.get({ id })).toMatchObject({ status: 'cancelled', address: null, point: null });
      const closed = putJob({ status: 'closed', completion, endedAt: instant });
      expect((await jobs.get({ id: closed.id })).address).toEqual(closed.address);
      expect(await own.cancel({ id, reason, commandKey })).toEqual(cancelled);
    });

    it('is taken back within thirty days, to a draft', async () => {
      const { put, own, official, api, stored, expectRefused } = team;
      const cancelled = { status: 'cancelled', resolution: 'withdrawn', endedAt: instant } as const;
      const [early, late] = [put(cancelled), put(cancelled)];
      api.clock.set(later(30 * day));
      const restored = await own.restore({ id: early.id, reason, commandKey });
      expect(restored).toMatchObject({ status: 'draft', resolution: null, endedAt: null });
      expect(await own.restore({ id: early.id, reason, commandKey })).toEqual(restored);
      const { request } = await stored(early);
      await expectRefused(request, () => official.get({ id: early.id }), gone);
      api.clock.set(new Date(later(30 * day).getTime() + 1));
      await expectRefused(
        late,
        () => own.restore({ id: late.id, reason }),
        ruledOut('It was cancelled too long ago'),
      );
    });
  });

  describe('to merge', () => {
    it('writes both: one ends, the other has absorbed it', async () => {
      const { put, own, rivalId, stored } = team;
      const earlier = put();
      const request = put({ status: 'quoting', openTo: [rivalId] });
      const merge = { id: request.id, duplicateOfId: earlier.id, commandKey };
      const merged = await own.merge(merge);
      expect(merged).toMatchObject({
        status: 'rejected',
        resolution: 'duplicate',
        duplicateOfId: earlier.id,
      });
      expect(await own.merge(merge)).toEqual(merged);
      const [gone, kept] = [await stored(request), await stored(earlier)];
      expect(gone.tail.at(-1)).toMatchObject({
        seq: 7,
        type: 'merged',
        facts: { duplicateOfId: earlier.id },
      });
      expect(gone.tail.at(-1)?.notices.map(({ to }) => to)).toEqual([request.homeownerId, rivalId]);
      expect(kept.tail).toMatchObject([{ seq: 7, type: 'absorbed', from: 'submitted', to: 'submitted' }]);
      expect(kept.request).toEqual({ ...earlier, version: 7, updatedAt: instant });
    });

    it('is refused in these words', async () => {
      const { put, own, official, stored, expectRefused } = team;
      const request = put();
      const { id } = request;
      const far = aPlace({ point: points.milfordCentre });
      const cases: [string, string][] = [
        [id, 'is this request itself'],
        [hexId(), 'is not a request that you can see'],
        [put({ homeownerId: hexId() }).id, 'is not a request that you can see'],
        [put({ status: 'closed' }).id, 'has ended'],
        [put({ status: 'draft' }).id, 'has not been reported yet'],
        [put({ createdAt: later(1) }).id, 'was reported later'],
        [put({ place: far }).id, 'is of another property, more than 250 m away'],
      ];
      for (const [duplicateOfId, message] of cases) {
        await expectRefused(
          request,
          () => own.merge({ id, duplicateOfId }),
          badField('duplicateOfId', message),
        );
      }
      const elsewhere = put({ place: aPlace({ jurisdictionId: 'milford' }) });
      await expectRefused(
        request,
        () => official.merge({ id, duplicateOfId: elsewhere.id }),
        badField('duplicateOfId', 'is not a request that you can see'),
      );
      expect((await stored(elsewhere)).request).toEqual(elsewhere);
      const propertyId = hexId();
      const [one, same] = [put({ propertyId }), put({ propertyId, place: far })];
      expect(await own.merge({ id: one.id, duplicateOfId: same.id })).toMatchObject({ status: 'rejected' });
    });

    it('leaves both alone where the earlier one takes no more', async () => {
      const { put, own, api, stored, expectRefused } = team;
      const request = put();
      const earlier = put();
      const { tail } = await stored(earlier);
      expect(tail).toEqual([]);
      for (let index = 0; index < 12; index += 1) {
        const { request: now } = await stored(earlier);
        await own.update({ id: earlier.id, version: now.version, title: `Title ${index}` });
      }
      const full = await stored(earlier);
      await expectRefused(request, () => own.merge({ id: request.id, duplicateOfId: earlier.id }), {
        appCode: 'case_full',
        message: 'The earlier case is catching up; try again later',
      });
      expect(await stored(earlier)).toEqual(full);
      await api.relay.deliver();
      expect(await own.merge({ id: request.id, duplicateOfId: earlier.id })).toMatchObject({ version: 7 });
    });
  });

  describe('what a contractor is shown', () => {
    it('never counts from before the award', async () => {
      const { own, putJob, jobs, award, expectRefused } = team;
      const request = putJob({ version: 41, award: { ...award, atVersion: 40 } });
      const { id } = request;
      expect((await jobs.get({ id })).version).toBe(2);
      expect((await jobs.list({})).items.map(({ version }) => version)).toEqual([2]);
      await expectRefused(request, () => jobs.hold({ id, holdReason: 'parts', version: 41 }), {
        appCode: 'stale_version',
        currentVersion: 2,
      });
      const held = await jobs.hold({ id, holdReason: 'parts', version: 2 });
      expect(held.version).toBe(3);
      expect((await own.get({ id })).version).toBe(42);
      expect(await jobs.timeline({ id })).toMatchObject([{ seq: 3, type: 'held', by: 'contractor' }]);
      expect(await own.timeline({ id })).toMatchObject([{ seq: 42 }]);
    });

    it('has nothing that was said before the award', async () => {
      const { own, jobs, contractorId, rivalId, api } = team;
      const { id } = await own.create({
        title: 'Kitchen tap drips',
        description: 'All night',
        category: 'plumbing',
        address: { line1: '12 Harbour Street', city: 'Riverton', postalCode: 'RV1 2AB' },
      });
      await own.update({ id, version: 1, title: 'Kitchen tap pours' });
      await own.offer({ id, contractorId: rivalId, spendCap: cost });
      await own.release({ id, reason: 'A secret of ours' });
      await own.offer({ id, contractorId, spendCap: cost });
      for (const deliver of [false, true]) {
        if (deliver) await api.relay.deliver();
        const timeline = await jobs.timeline({ id });
        expect(timeline.map(({ seq, type }) => [seq, type])).toEqual([[1, 'offered']]);
        const seen = JSON.stringify([timeline, await jobs.get({ id })]);
        for (const secret of ['A secret of ours', rivalId]) expect(seen).not.toContain(secret);
      }
      expect(await own.timeline({ id })).toHaveLength(5);
    });
  });
});
