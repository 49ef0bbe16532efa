import { type RequestStatus, requestStatuses } from '@pmp/contracts/lifecycle';
import type { Address } from '@pmp/contracts/place';
import type { Deps } from '../../src/deps.ts';
import type { Request } from '../../src/modules/request/request.ports.ts';
import { anAward } from '../factories/award.ts';
import { aCostLine } from '../factories/job.ts';
import { aPrincipal } from '../factories/principal.ts';
import { aContent, aNewQuote, aQuote, aRevision } from '../factories/quote.ts';
import { anEntry, aRequest } from '../factories/request.ts';
import { callerOf } from '../testing.ts';

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
  /** What the assigned contractor has submitted for the case in `quoting`: revision 1. */
  quoteId: string;
  /** A job in progress with extra work proposed. */
  pricedId: string;
  changeOrderId: string;
  /** In the work log of the case in progress. The completed one has the draft of an invoice. */
  workEntryId: string;
  /** A closed job with an invoice that has been published. */
  invoicedId: string;
  invoiceId: string;
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
  quoteId: id,
  pricedId: id,
  changeOrderId: id,
  workEntryId: id,
  invoicedId: id,
  invoiceId: id,
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
let plantings = 0;

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

/** What a contractor asks: 150.00 euros, for the next 30 days. */
export const plantedContent = (now: Date) => aContent({ validUntil: new Date(now.getTime() + 720 * hour) });

interface PlantedQuote {
  requestId: string;
  ownerId: string;
  contractorId: string;
  now: Date;
}

const putQuote = async (
  { quotes, ids }: Pick<Deps, 'quotes' | 'ids'>,
  { requestId, ownerId, contractorId, now }: PlantedQuote,
) => {
  const current = aRevision({ ...plantedContent(now), submittedAt: now });
  const quote = aQuote({
    id: ids.record(),
    requestId,
    contractorId,
    homeownerId: ownerId,
    createdAt: now,
    current,
  });
  await quotes.insert(aNewQuote(quote));
  return quote.id;
};

interface PlantedWork {
  contractorId: string;
  description: string;
  now: Date;
  cases: Fixture['in'];
  put(status: RequestStatus): Promise<string>;
}

/** What there may be about a job besides the case: each takes time to plant. */
export const plantedAreas = ['quotes', 'changeOrders', 'workLog', 'invoices'] as const;
export type PlantedArea = (typeof plantedAreas)[number];

const nothing = '0'.repeat(24);

/** What the contractor does about their jobs, through the procedures. */
const putWork = async (
  deps: Deps,
  { contractorId, description, now, cases, put }: PlantedWork,
  areas: readonly PlantedArea[],
) => {
  const { contractor } = callerOf(deps, aPrincipal({ userId: contractorId, roles: ['contractor'] }));
  const money = { currency: 'EUR', lines: [aCostLine({ text: description })] };
  const [pricedId, invoicedId] = [await put('in_progress'), await put('closed')];
  const planted = { pricedId, invoicedId, changeOrderId: nothing, workEntryId: nothing, invoiceId: nothing };
  if (areas.includes('changeOrders')) {
    const proposal = { requestId: pricedId, reason: description, ...money };
    const { award } = await contractor.changeOrders.propose(proposal);
    planted.changeOrderId = award.changeOrders[0]?.id ?? nothing;
  }
  if (areas.includes('workLog')) {
    const entry = await contractor.workLog.create({
      requestId: cases.in_progress,
      kind: 'fee',
      text: description,
      quantity: 1,
      unit: 'day',
      unitPrice: 350,
      currency: 'EUR',
      at: now,
    });
    planted.workEntryId = entry.id;
  }
  if (areas.includes('invoices')) {
    await contractor.invoices.save({ requestId: cases.completed, ...money });
    const { id } = await contractor.invoices.save({ requestId: invoicedId, ...money });
    await contractor.invoices.publish({ requestId: invoicedId });
    planted.invoiceId = id;
  }
  return planted;
};

/** Puts the owner's cases there, as if the moves to their states had been made; ids of what is not among `areas` are nothing's. */
export const plantCases = async (
  deps: Deps,
  planting: Planting,
  areas: readonly PlantedArea[] = plantedAreas,
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
  plantings += 1;
  const windowStart = new Date(now.getTime() + (90 + 3 * plantings) * hour);
  const windows = [{ start: windowStart, end: new Date(windowStart.getTime() + 2 * hour) }];
  const zone = 'Europe/Berlin';
  const planted: [RequestStatus, string][] = [];
  for (const status of requestStatuses) planted.push([status, await put(status)]);
  const cases = Object.fromEntries(planted) as Fixture['in'];
  return {
    in: cases,
    earlierId: await put('submitted'),
    offeredId: await put('assigned', { award: anAward({ contractorId, awardedAt: now, acceptedAt: null }) }),
    offeredByHomeownerId: await put('assigned', { windows: { by: 'homeowner', zone, windows } }),
    offeredByContractorId: await put('assigned', { windows: { by: 'contractor', zone, windows } }),
    windowStart,
    ...(await putWork(deps, { contractorId, description, now, cases, put }, areas)),
    quoteId: areas.includes('quotes')
      ? await putQuote(deps, { requestId: cases.quoting, ownerId, contractorId, now })
      : nothing,
    now,
    stoppedId: await put('on_hold', {
      hold: { reason: 'stop_work', by: 'official', from: 'in_progress', since: now, until: null },
    }),
  };
};
