import { type RequestStatus, requestStatuses } from '@pmp/contracts/lifecycle';
import type { Address } from '@pmp/contracts/place';
import type { Deps } from '../../src/deps.ts';
import type { Request } from '../../src/modules/request/request.ports.ts';
import { anAward } from '../factories/award.ts';
import { anEntry, aRequest } from '../factories/request.ts';

/** Everything of the owner's that a call may be about. */
export interface Fixture {
  /** A case in each state; from the award on it is the assigned contractor's, who may also quote for the one in `quoting`. */
  in: Readonly<Record<RequestStatus, string>>;
  /** An earlier report of the same place. */
  earlierId: string;
  /** A job that the contractor has not accepted yet. */
  offeredId: string;
  /** A job that the city has stopped. */
  stoppedId: string;
  /** Jobs without a visit; the homeowner, or the contractor, has offered the window from `windowStart`. */
  offeredByHomeownerId: string;
  offeredByContractorId: string;
  windowStart: Date;
  /** When it was planted. */
  now: Date;
  propertyId: string;
  planId: string;
  /** Somebody who is suspended. */
  suspendedId: string;
  /** Somebody who has a contractor's profile: the assigned one. */
  contractorId: string;
}

const sometime = new Date('2090-01-01T00:00:00Z');

/** A fixture in which every id is the same one. */
export const fixtureOf = (id: string): Fixture => ({
  in: Object.fromEntries(requestStatuses.map((status) => [status, id])) as Fixture['in'],
  earlierId: id,
  offeredId: id,
  stoppedId: id,
  offeredByHomeownerId: id,
  offeredByContractorId: id,
  windowStart: sometime,
  now: sometime,
  propertyId: id,
  planId: id,
  suspendedId: id,
  contractorId: id,
});

interface Planting {
  ownerId: string;
  contractorId: string;
  propertyId: string;
  address: Address;
  place: Request['place'];
  title: string;
  description: string;
}

const hour = 3_600_000;
let planted = 0;

const awarded: readonly RequestStatus[] = [
  'assigned',
  'scheduled',
  'in_progress',
  'on_hold',
  'completed',
  'closed',
];

/** What a case in `status` has had done to it. */
const progressIn = (status: RequestStatus, contractorId: string, now: Date): Partial<Request> => {
  const award = anAward({ contractorId, awardedAt: now, acceptedAt: now });
  const after = (hours: number) => new Date(now.getTime() + hours * hour);
  const visit = { start: after(24), end: after(26), zone: 'Europe/Berlin', state: 'confirmed' } as const;
  const completion = {
    at: now,
    note: 'Done',
    done: [],
    labourMinutes: 60,
    cost: award.agreed,
    warrantyUntil: null,
  };
  return {
    ...(status === 'quoting' && { openTo: [contractorId] }),
    ...(awarded.includes(status) && { award }),
    ...(status === 'scheduled' && { visits: [visit] }),
    ...(status === 'on_hold' && {
      hold: { reason: 'parts', by: 'contractor', from: 'in_progress', since: now, until: null },
    }),
    ...((status === 'completed' || status === 'closed') && { completion }),
    endedAt: now,
  };
};

/** Puts the owner's cases there, as if the moves to their states had been made. */
export const plantCases = async (
  deps: Pick<Deps, 'requests' | 'clock' | 'ids'>,
  planting: Planting,
): Promise<Omit<Fixture, 'propertyId' | 'planId' | 'suspendedId' | 'contractorId'>> => {
  const { ownerId, contractorId, propertyId, address, place, title, description } = planting;
  const now = deps.clock.now();
  const put = async (status: RequestStatus, progress: Partial<Request> = {}) => {
    const request = aRequest({
      id: deps.ids.record(),
      number: deps.ids.requestNumber(),
      version: 3,
      status,
      homeownerId: ownerId,
      propertyId,
      title,
      description,
      address,
      place,
      createdAt: now,
      ...progressIn(status, contractorId, now),
      ...progress,
    });
    await deps.requests.insert(request, anEntry(request), undefined);
    return request.id;
  };
  // Each planting has a time of its own: the contractor is the same, and can be in one place at a time.
  planted += 1;
  const windowStart = new Date(now.getTime() + (90 + 3 * planted) * hour);
  const windows = [{ start: windowStart, end: new Date(windowStart.getTime() + 2 * hour) }];
  const zone = 'Europe/Berlin';
  const cases: [RequestStatus, string][] = [];
  for (const status of requestStatuses) cases.push([status, await put(status)]);
  return {
    in: Object.fromEntries(cases) as Fixture['in'],
    earlierId: await put('submitted'),
    offeredId: await put('assigned', { award: anAward({ contractorId, awardedAt: now, acceptedAt: null }) }),
    offeredByHomeownerId: await put('assigned', { windows: { by: 'homeowner', zone, windows } }),
    offeredByContractorId: await put('assigned', { windows: { by: 'contractor', zone, windows } }),
    windowStart,
    now,
    stoppedId: await put('on_hold', {
      hold: { reason: 'stop_work', by: 'official', from: 'in_progress', since: now, until: null },
    }),
  };
};
