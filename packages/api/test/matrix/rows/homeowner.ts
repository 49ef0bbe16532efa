import { aNewProperty } from '../../factories/property.ts';
import { aReport } from '../../factories/request.ts';
import { homeowners, own, record } from '../expected.ts';
import type { Rows } from '../matrix.ts';
import type { Fixture } from '../plant.ts';

const reason = 'There is a good reason';
const money = { minor: 50_000, currency: 'EUR' };

/** What homeowners do. */
export const homeownerRows: Rows<Fixture> = {
  'homeowner.contractors.list': record((our) => ({ requestId: our.in.submitted })),
  'homeowner.contractors.get': { input: ({ contractorId: id }) => ({ id }), expected: homeowners },

  'homeowner.properties.list': own({}),
  'homeowner.properties.create': own(aNewProperty()),
  'homeowner.properties.update': record(({ propertyId: id }) => ({ id, version: 1, label: 'Cottage' })),

  'homeowner.requests.list': own({}),
  'homeowner.requests.create': own(aReport()),
  'homeowner.requests.get': record((our) => ({ id: our.in.submitted })),
  'homeowner.requests.timeline': record((our) => ({ id: our.in.submitted })),
  'homeowner.requests.update': record((our) => ({
    id: our.in.submitted,
    version: 3,
    title: 'Another title',
  })),
  'homeowner.requests.submit': record((our) => ({ id: our.in.draft })),
  'homeowner.requests.invite': record((our) => ({ id: our.in.submitted, publish: true })),
  'homeowner.requests.offer': record((our) => ({
    id: our.in.submitted,
    contractorId: our.contractorId,
    spendCap: money,
  })),
  'homeowner.requests.release': record((our) => ({ id: our.in.assigned, reason })),
  'homeowner.requests.hold': record((our) => ({ id: our.in.in_progress, holdReason: 'owner' })),
  'homeowner.requests.resume': record((our) => ({ id: our.in.on_hold })),
  'homeowner.requests.confirm': record((our) => ({ id: our.in.completed })),
  'homeowner.requests.sendBack': record((our) => ({ id: our.in.completed, reason })),
  'homeowner.requests.rate': record((our) => ({ id: our.in.closed, quality: 5, time: 4, price: 3 })),
  'homeowner.requests.reopen': record((our) => ({ id: our.in.closed, reason })),
  'homeowner.requests.cancel': record((our) => ({ id: our.in.submitted, reason })),
  'homeowner.requests.merge': record((our) => ({ id: our.in.submitted, duplicateOfId: our.earlierId })),
  'homeowner.requests.restore': record((our) => ({ id: our.in.cancelled, reason })),
};
