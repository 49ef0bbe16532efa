import type { WindowOffer } from '@pmp/contracts/request-view';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { composeApi } from '../../src/compose.ts';
import { overlap, visitOf } from '../../src/modules/calendar/calendar.policy.ts';
import type { Request } from '../../src/modules/request/request.ports.ts';
import { aPrincipal } from '../factories/principal.ts';
import { aStoredJob } from '../factories/stored-job.ts';
import { useTestDatabase } from '../mongo/test-database.ts';
import { callerOf, refusalOf } from '../testing.ts';

/** The chaos figures do a thousand. */
const rounds = 12;
const atOnce = 20;
const longMs = 300_000;
const hour = 3_600_000;
const zone = 'Europe/Berlin';
const reason = 'The child is ill';

describe('races for a contractor', () => {
  const connection = useTestDatabase('visit_races');
  const api = composeApi({
    connection,
    version: '0.0.0-test',
    userNamespace: 'https://issuer.test/',
    onError: (error) => {
      throw error;
    },
  });
  const { deps } = api;
  beforeAll(() => api.prepare());
  afterAll(() => api.stop());

  /** The beginning of the hour that all want, and what overlaps it by a few minutes more or less. */
  const wanted = new Date(Date.now() + 24 * hour);
  const windowAt = (minutes: number) => ({
    start: new Date(wanted.getTime() + minutes * 60_000),
    end: new Date(wanted.getTime() + hour + minutes * 60_000),
  });
  const offered = (minutes: number): WindowOffer => ({
    by: 'contractor',
    zone,
    windows: [windowAt(minutes)],
  });

  const aContractor = () => {
    const carl = aPrincipal({ roles: ['contractor'] });
    /** Somebody's job with one window offered. */
    const job = async (minutes: number) => {
      const owner = aPrincipal();
      const windows = offered(minutes);
      const { id } = await aStoredJob(deps, carl.userId, { homeownerId: owner.userId, windows });
      const { requests } = callerOf(deps, owner).homeowner;
      return { id, requests, confirm: () => requests.confirmWindow({ id, start: windowAt(minutes).start }) };
    };
    return { id: carl.userId, job, jobs: callerOf(deps, carl).contractor.jobs };
  };

  /** Every confirmed visit is booked, every booking is of a visit that was agreed to, and none overlaps another that stands. */
  const expectWhole = async (contractorId: string, ids: readonly string[]) => {
    const { bookings } = await deps.calendars.read(contractorId);
    const requests = await deps.requests.many(ids);
    const standing = bookings.filter((one) =>
      requests.some((request) => visitOf(one, request, contractorId) !== undefined),
    );
    const confirmed = requests.flatMap(({ visits }) => visits.filter(({ state }) => state === 'confirmed'));
    expect(standing.length).toBe(confirmed.length);
    for (const booking of bookings) {
      const visits = requests.find(({ id }) => id === booking.requestId)?.visits ?? [];
      expect(visits.map(({ start, end }) => ({ start, end }))).toContainEqual({
        start: booking.start,
        end: booking.end,
      });
    }
    for (const [index, one] of standing.entries()) {
      for (const other of standing.slice(index + 1)) expect(overlap(one, other)).toBe(false);
    }
    return { bookings, requests };
  };
  const statusOf = (requests: readonly Request[], id: string) =>
    requests.find((one) => one.id === id)?.status;

  /** How each of several calls that are made at once came out: `made`, or the code it was refused with. */
  const outcomesOf = (calls: readonly (() => Promise<unknown>)[]) =>
    Promise.all(calls.map(async (call) => (await refusalOf(call()))?.data.appCode ?? 'made'));

  it(
    `of ${atOnce} homeowners who agree to overlapping windows at once, one has the contractor (${rounds} rounds)`,
    async () => {
      for (let round = 0; round < rounds; round += 1) {
        const contractor = aContractor();
        const jobs = await Promise.all(Array.from({ length: atOnce }, (_, index) => contractor.job(index)));
        // Every other round the calendar is there already: a first booking is an insert, the others are updates.
        if (round % 2 === 1) expect(await deps.calendars.book(contractor.id, 0, [])).toBe(true);
        const outcomes = await outcomesOf(jobs.map(({ confirm }) => confirm));
        expect(outcomes.toSorted()).toEqual([
          ...Array.from({ length: atOnce - 1 }, () => 'conflict'),
          'made',
        ]);
        const { bookings, requests } = await expectWhole(
          contractor.id,
          jobs.map(({ id }) => id),
        );
        const winner = jobs[outcomes.indexOf('made')]?.id;
        expect(bookings.map(({ requestId }) => requestId)).toEqual([winner]);
        for (const { id } of jobs) {
          expect(statusOf(requests, id)).toBe(id === winner ? 'scheduled' : 'assigned');
        }
        expect(
          requests.filter(({ visits, windows }) => visits.length === 0 && windows !== null),
        ).toHaveLength(atOnce - 1);
      }
    },
    longMs,
  );

  it(
    `of three who agree to different times at once, each has the contractor (${rounds / 2} rounds)`,
    async () => {
      for (let round = 0; round < rounds / 2; round += 1) {
        const contractor = aContractor();
        const jobs = await Promise.all([0, 60, 120].map(contractor.job));
        const outcomes = await outcomesOf(jobs.map(({ confirm }) => confirm));
        expect(outcomes).toEqual(['made', 'made', 'made']);
        const ids = jobs.map(({ id }) => id);
        const { bookings } = await expectWhole(contractor.id, ids);
        expect(bookings.map(({ requestId }) => requestId).toSorted()).toEqual(ids.toSorted());
      }
    },
    longMs,
  );

  it(
    `whoever gives a visit up while another agrees to that time: the other has it or is told (${rounds} rounds)`,
    async () => {
      for (let round = 0; round < rounds; round += 1) {
        const contractor = aContractor();
        const [held, eager] = [await contractor.job(0), await contractor.job(5)];
        await held.confirm();
        const giveUp =
          round % 2 === 0
            ? () => contractor.jobs.cancelVisit({ id: held.id, reason })
            : () => held.requests.cancel({ id: held.id, reason });
        const [given, taken] = await outcomesOf([giveUp, eager.confirm]);
        expect(given).toBe('made');
        expect(['made', 'conflict']).toContain(taken);
        const { requests } = await expectWhole(contractor.id, [held.id, eager.id]);
        expect(statusOf(requests, held.id)).toBe(round % 2 === 0 ? 'assigned' : 'cancelled');
        expect(statusOf(requests, eager.id)).toBe(taken === 'made' ? 'scheduled' : 'assigned');
        if (taken === 'conflict') expect((await eager.confirm()).status).toBe('scheduled');
      }
    },
    longMs,
  );

  it(
    `a request that is agreed to and withdrawn at once ends as one or the other (${rounds} rounds)`,
    async () => {
      for (let round = 0; round < rounds; round += 1) {
        const contractor = aContractor();
        const { id, confirm, requests: our } = await contractor.job(0);
        const [agreed, withdrawn] = await outcomesOf([confirm, () => our.cancel({ id, reason })]);
        expect(withdrawn).toBe('made');
        expect(['made', 'invalid_transition']).toContain(agreed);
        const { bookings, requests } = await expectWhole(contractor.id, [id]);
        expect(bookings).toHaveLength(agreed === 'made' ? 1 : 0);
        expect(requests[0]?.status).toBe('cancelled');
        expect(requests[0]?.visits.map(({ state }) => state)).toEqual(agreed === 'made' ? ['cancelled'] : []);
      }
    },
    longMs,
  );
});
