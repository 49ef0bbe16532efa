import { beforeEach, describe, expect, it } from 'vitest';
import { hexId, instant, later } from '../../../test/factories/unique.ts';
import { aTeam, badField, gone, reason, reused, ruledOut } from '../../../test/job.ts';
import { everyone } from './request.ports.ts';

const day = 86_400;
const euros = (minor: number) => ({ minor, currency: 'EUR' });
const commandKey = 'a-key-of-mine';
const visit = {
  start: later(day),
  end: later(day + 7_200),
  zone: 'Europe/Berlin',
  state: 'confirmed',
} as const;
const hold = {
  reason: 'access',
  by: 'contractor',
  from: 'in_progress',
  since: instant,
  until: null,
} as const;
const cityOnly = ruledOut('The city has stopped the work; only the city can let it go on');

describe('while somebody has the job', () => {
  let team = {} as Awaited<ReturnType<typeof aTeam>>;
  beforeEach(async () => {
    team = await aTeam();
  });

  describe('to start', () => {
    it('keeps the visit that was agreed', async () => {
      const { putJob, jobs } = team;
      const { id } = putJob({ status: 'scheduled', visits: [visit] });
      const started = await jobs.start({ id, commandKey });
      expect(started).toMatchObject({ status: 'in_progress', startedAt: instant, windows: null });
      expect(started.visits).toEqual([{ ...visit, state: 'kept' }]);
      expect(await jobs.start({ id, commandKey })).toEqual(started);
    });

    it('leaves a visit agreed that is more than a day ahead', async () => {
      const { putJob, jobs } = team;
      const ahead = { ...visit, start: new Date(later(day).getTime() + 1) };
      const { id } = putJob({ status: 'scheduled', visits: [ahead] });
      expect(await jobs.start({ id })).toMatchObject({ status: 'in_progress', visits: [ahead] });
    });
  });

  describe('to release', () => {
    it.each(['homeowner', 'contractor'] as const)(
      'asks the %s what the part that was done costs',
      async (by) => {
        const { putJob, own, jobs, expectRefused } = team;
        const request = putJob({ startedAt: instant });
        const { release } = by === 'homeowner' ? own : jobs;
        const { id } = request;
        await expectRefused(
          request,
          () => release({ id, reason }),
          badField('partCost', 'say what the part that was done costs, or that this is disputed'),
        );
        await expectRefused(
          request,
          () => release({ id, reason, disputed: false }),
          badField('partCost', 'say what the part that was done costs, or that this is disputed'),
        );
        await expectRefused(
          request,
          () => release({ id, reason, partCost: { minor: 1, currency: 'USD' } }),
          badField('partCost.currency', 'is not the currency of this job'),
        );
        await expectRefused(
          request,
          () => release({ id, reason, partCost: euros(700), disputed: true }),
          badField('partCost', 'is settled or disputed, not both'),
        );
        const agreed = request.award?.agreed.minor ?? 0;
        await expectRefused(
          request,
          () => release({ id, reason, partCost: { minor: agreed + 1, currency: 'EUR' } }),
          badField('partCost', 'is more than was agreed'),
        );
        await release({ id, reason, partCost: euros(700) });
        expect(await team.lastOf(request)).toMatchObject({
          type: 'released',
          reason,
          facts: { partCost: euros(700) },
        });
      },
    );

    it('goes back to those who may still quote, and tells of the visit that is off', async () => {
      const { putJob, own, contractorId, rivalId, homeownerId, stored, lastOf } = team;
      const request = putJob({ status: 'scheduled', visits: [visit], openTo: [contractorId, rivalId] });
      const released = await own.release({ id: request.id, reason });
      expect(released).toMatchObject({
        status: 'quoting',
        award: null,
        visits: [],
        invitedIds: [rivalId],
        lastContractorId: contractorId,
        waitingOn: 'homeowner',
      });
      const { start, end, zone } = visit;
      expect(await lastOf(request)).toMatchObject({
        facts: { contractorId, start, end, zone },
        notices: [homeownerId, contractorId].map((to) => ({ to, kind: 'request_released' })),
      });
      expect((await stored(request)).request.version).toBe(7);
      const published = putJob({ openTo: [everyone] });
      expect((await own.release({ id: published.id, reason })).published).toBe(true);
      const alone = putJob({ openTo: [contractorId] });
      expect(await own.release({ id: alone.id, reason })).toMatchObject({
        status: 'submitted',
        invitedIds: [],
      });
    });

    it('leaves the next contractor nothing to answer for, and remembers who was bound', async () => {
      const { putJob, own, jobs, contractorId, award } = team;
      const lastContractorId = hexId();
      const spendCap = euros(50_000);
      const open = { ...award, acceptedAt: null, acceptDueAt: later(day) };
      const offered = putJob({ status: 'assigned', award: open, lastContractorId, spendCap });
      await jobs.release({ id: offered.id, reason });
      expect(await own.get({ id: offered.id })).toMatchObject({ lastContractorId, spendCap: null });
      const sentBack = putJob({ returnedCount: 2, lastContractorId, spendCap });
      expect(await own.release({ id: sentBack.id, reason })).toMatchObject({
        lastContractorId: contractorId,
        returnedCount: 0,
        spendCap: null,
      });
      const quoted = putJob({ award: { ...award, quoteId: hexId(), revision: 1 }, spendCap });
      expect(await own.release({ id: quoted.id, reason })).toMatchObject({ spendCap });
    });

    it('is answered again to the contractor, whose job it is no longer', async () => {
      const { putJob, jobs, rivalJobs, stored, expectRefused } = team;
      const { id } = putJob();
      const stepBack = { id, reason, commandKey };
      expect(await jobs.release(stepBack)).toEqual({ id });
      const { request } = await stored({ id });
      expect(await jobs.release(stepBack)).toEqual({ id });
      await expectRefused(request, () => jobs.release({ ...stepBack, reason: 'Another reason' }), reused);
      await expectRefused(request, () => jobs.release({ id, reason, commandKey: 'another-key' }), gone);
      await expectRefused(request, () => jobs.release({ id, reason }), gone);
      await expectRefused(request, () => rivalJobs.release(stepBack), gone);
      await expectRefused(request, () => jobs.get({ id }), gone);
      await expectRefused(request, () => jobs.timeline({ id }), gone);
      expect((await stored({ id })).request).toEqual(request);
    });

    it('is answered again also once the next contractor was released too, and to nobody else', async () => {
      const { putJob, own, jobs, rivalJobs, rivalId, stored, expectRefused } = team;
      const { id } = putJob();
      const stepBack = { id, reason, commandKey };
      await jobs.release(stepBack);
      await own.offer({ id, contractorId: rivalId, spendCap: euros(900) });
      // The same key, and their own: it is carried out, not taken for what the first contractor did.
      expect(await rivalJobs.acceptOffer({ id, commandKey })).toMatchObject({ version: 2 });
      expect((await stored({ id })).request.award?.acceptedAt).toEqual(instant);
      expect(await rivalJobs.start({ id, commandKey: 'key-of-theirs' })).toMatchObject({
        status: 'in_progress',
      });
      await own.release({ id, reason, partCost: euros(0) });
      const { request } = await stored({ id });
      expect(await jobs.release(stepBack)).toEqual({ id });
      await expectRefused(request, () => rivalJobs.release(stepBack), reused);
      await expectRefused(request, () => rivalJobs.release({ ...stepBack, commandKey: 'a-third-key' }), gone);
    });

    it('leaves no command behind that the next contractor would repeat', async () => {
      const { putJob, own, jobs, rivalJobs, rivalId, award } = team;
      const { id } = putJob({ status: 'assigned' });
      await jobs.start({ id, commandKey });
      await own.release({ id, reason, partCost: euros(0), commandKey });
      await own.offer({ id, contractorId: rivalId, spendCap: award.agreed });
      await rivalJobs.acceptOffer({ id });
      expect(await rivalJobs.start({ id, commandKey })).toMatchObject({ status: 'in_progress' });
    });

    it('knows a long key again, of which only a digest is kept', async () => {
      const { putJob, jobs, stored, expectRefused } = team;
      const { id } = putJob();
      const stepBack = { id, reason, commandKey: 'k'.repeat(64) };
      await jobs.release(stepBack);
      const { request, commands } = await stored({ id });
      expect(commands[0]?.key).toHaveLength(23);
      expect(await jobs.release(stepBack)).toEqual({ id });
      await expectRefused(request, () => jobs.release({ ...stepBack, reason: 'Another reason' }), reused);
    });

    it('is nobody’s but the city’s while the city has stopped the work', async () => {
      const { putJob, own, jobs, expectRefused } = team;
      const stopped = putJob({ status: 'on_hold', hold: { ...hold, reason: 'stop_work', by: 'official' } });
      const { id } = stopped;
      await expectRefused(stopped, () => own.release({ id, reason }), cityOnly);
      await expectRefused(stopped, () => jobs.release({ id, reason }), cityOnly);
    });
  });

  describe('to hold', () => {
    it('pauses until a day, and the time does not count where it is not the contractor’s doing', async () => {
      const { putJob, jobs, own, api, stored } = team;
      const request = putJob();
      const { id } = request;
      const held = await jobs.hold({ id, holdReason: 'access', reason, until: later(day), commandKey });
      expect(held).toMatchObject({
        status: 'on_hold',
        waitingOn: 'homeowner',
        hold: { reason: 'access', by: 'contractor', from: 'in_progress', since: instant, until: later(day) },
      });
      expect(await jobs.hold({ id, holdReason: 'access', reason, until: later(day), commandKey })).toEqual(
        held,
      );
      api.clock.set(later(3_600));
      expect(await own.resume({ id, commandKey: 'another-key' })).toMatchObject({
        status: 'in_progress',
        hold: null,
      });
      expect((await stored(request)).request.pausedMs).toBe(3_600_000);
      await jobs.hold({ id, holdReason: 'parts' });
      api.clock.set(later(9_999));
      await jobs.resume({ id });
      expect((await stored(request)).request.pausedMs).toBe(3_600_000);
    });

    it('is refused in these words', async () => {
      const { putJob, jobs, expectRefused } = team;
      const request = putJob();
      const refuse = (until: Date, message: string) =>
        expectRefused(
          request,
          () => jobs.hold({ id: request.id, holdReason: 'parts', until }),
          badField('until', message),
        );
      await refuse(later(0), 'has passed');
      await refuse(later(365 * day + 1), 'is more than 365 days ahead');
      expect(await jobs.hold({ id: request.id, holdReason: 'parts', until: later(365 * day) })).toMatchObject(
        {
          status: 'on_hold',
        },
      );
    });
  });

  describe('whose turn it is', () => {
    const windows = {
      by: 'contractor',
      zone: 'Europe/Berlin',
      windows: [{ start: later(2 * day), end: later(3 * day) }],
    } as const;
    const changeOrders = [{ id: hexId(), total: euros(1), state: 'proposed' as const }];

    it('is the homeowner’s again after a pause, while they owe an answer', async () => {
      const { putJob, own, jobs, official, award } = team;
      const paused = { status: 'on_hold', hold: { ...hold, reason: 'parts' } } as const;
      const owed = [
        { windows: { ...windows, windows: [...windows.windows] } },
        { award: { ...award, changeOrders } },
      ];
      for (const more of owed) {
        const { id } = putJob({ ...paused, ...more });
        expect((await jobs.resume({ id })).waitingOn).toBe('homeowner');
        expect((await official.stopWork({ id, reason })).waitingOn).toBe('official');
        expect((await official.liftStopWork({ id, reason })).waitingOn).toBe('homeowner');
      }
      const { id } = putJob(paused);
      expect((await own.resume({ id })).waitingOn).toBe('contractor');
    });

    it('stays the homeowner’s while extra work waits for their answer, whatever else happens', async () => {
      const { putJob, own, jobs, award } = team;
      const asked = { ...award, changeOrders };
      const turnAfter = async (
        call: (id: string) => Promise<{ waitingOn: string }>,
        status = 'assigned' as const,
      ) => (await call(putJob({ status, award: asked }).id)).waitingOn;
      expect(await turnAfter((id) => jobs.start({ id }))).toBe('homeowner');
      expect(await turnAfter((id) => jobs.hold({ id, holdReason: 'parts' }))).toBe('homeowner');
      expect(
        await turnAfter((id) => own.offerWindows({ id, zone: windows.zone, windows: [...windows.windows] })),
      ).toBe('homeowner');
    });
  });

  describe('to stop work', () => {
    it('needs somebody who is bound: an offer that nobody has accepted can be answered and taken back', async () => {
      const { putJob, official, own, jobs, award, expectRefused } = team;
      const open = { ...award, acceptedAt: null, acceptDueAt: later(day) };
      const offered = putJob({ status: 'assigned', award: open });
      const { id } = offered;
      expect((await official.get({ id })).allowedMoves).toEqual([]);
      await expectRefused(
        offered,
        () => official.stopWork({ id, reason }),
        ruledOut('The contractor has not accepted the offer yet'),
      );
      await jobs.acceptOffer({ id });
      expect(await official.stopWork({ id, reason })).toMatchObject({ status: 'on_hold' });
      const other = putJob({ status: 'assigned', award: open });
      expect(await own.release({ id: other.id, reason })).toMatchObject({ status: 'submitted' });
    });

    it('is for the city alone to give and to lift, also where the work pauses already', async () => {
      const { putJob, official, own, jobs, api, expectRefused, stored } = team;
      const request = putJob({ status: 'on_hold', hold });
      const { id } = request;
      api.clock.set(later(60));
      await expectRefused(
        request,
        () => official.liftStopWork({ id, reason }),
        ruledOut('The city has not stopped this work'),
      );
      expect(await official.stopWork({ id, reason, commandKey })).toMatchObject({
        status: 'on_hold',
        waitingOn: 'official',
        hold: { reason: 'stop_work', by: 'official', from: 'in_progress', since: later(60) },
      });
      await official.stopWork({ id, reason, commandKey });
      const stopped = await stored(request);
      expect(stopped.request).toMatchObject({ version: 7, pausedMs: 60_000 });
      await expectRefused(stopped.request, () => own.resume({ id }), cityOnly);
      await expectRefused(stopped.request, () => jobs.resume({ id }), cityOnly);
      expect(await official.liftStopWork({ id, reason })).toMatchObject({
        status: 'in_progress',
        hold: null,
      });
    });
  });

  describe('to complete', () => {
    const work = { note: 'All done', labourMinutes: 90, cost: euros(50_000), warrantyDays: 30 };
    const checklistOf = () =>
      team.api.deps.categories.byCode('plumbing')?.checklist.map(({ code }) => code) ?? [];

    it('says what was done, at what cost', async () => {
      const { putJob, jobs, lastOf } = team;
      const request = putJob();
      const done = checklistOf();
      const asked = {
        id: request.id,
        ...work,
        done: [...done.toReversed(), ...done.slice(0, 1)],
        commandKey,
      };
      const completed = await jobs.complete(asked);
      expect(completed).toMatchObject({ status: 'completed', waitingOn: 'homeowner' });
      expect(completed.completion).toEqual({
        at: instant,
        note: work.note,
        done,
        labourMinutes: 90,
        cost: work.cost,
        warrantyUntil: later(30 * day),
      });
      expect(await lastOf(request)).toMatchObject({ reason: work.note, facts: { amount: work.cost } });
      expect(await jobs.complete(asked)).toEqual(completed);
    });

    it('is refused in these words', async () => {
      const { putJob, jobs, award, expectRefused } = team;
      const done = checklistOf();
      expect(done.length).toBeGreaterThan(1);
      const request = putJob();
      const refuse = (input: object, expected: Parameters<typeof expectRefused>[2]) =>
        expectRefused(request, () => jobs.complete({ id: request.id, ...work, done, ...input }), expected);
      await refuse(
        { cost: { minor: 1, currency: 'USD' } },
        badField('cost.currency', 'is not the currency of this job'),
      );
      await refuse(
        { cost: euros(50_001) },
        badField('cost', 'is more than was agreed; propose a change order first'),
      );
      await refuse(
        { done: done.slice(1) },
        badField('done', `does not say that this was seen to: ${done[0]}`),
      );
      await refuse(
        { done: [...done, 'swept'] },
        badField(`done.${done.length}`, 'is not on the list of this kind of work'),
      );
      const changeOrders = [{ id: hexId(), total: euros(1), state: 'proposed' as const }];
      const open = putJob({ award: { ...award, changeOrders } });
      await expectRefused(
        open,
        () => jobs.complete({ id: open.id, ...work, done }),
        ruledOut('A change order waits for an answer'),
      );
    });
  });
});
