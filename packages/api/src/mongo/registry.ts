import { calendarCollection } from '../modules/calendar/calendar.mongo.ts';
import { categoryCollection } from '../modules/category/category.mongo.ts';
import { changeOrderCollection } from '../modules/change-order/change-order.mongo.ts';
import { contractorCollection } from '../modules/contractor/contractor.mongo.ts';
import { eventCollection, outboxCollection } from '../modules/event/event.mongo.ts';
import { invoiceCollection } from '../modules/invoice/invoice.mongo.ts';
import { spentCollection } from '../modules/limit/limit.mongo.ts';
import { blockCollection, officialCollection } from '../modules/person/person.mongo.ts';
import { jurisdictionCollection } from '../modules/place/place.mongo.ts';
import { planCollection } from '../modules/plan/plan.mongo.ts';
import { propertyCollection } from '../modules/property/property.mongo.ts';
import { quoteCollection, quoteEventCollection } from '../modules/quote/quote.mongo.ts';
import { requestCollection } from '../modules/request/request.mongo.ts';
import { workLogCollection } from '../modules/work-log/work-log.mongo.ts';
import type { CollectionSpec } from './collection.ts';
import { leaseCollection } from './lease.ts';

/** Every collection that the platform keeps. */
export const collections: readonly CollectionSpec[] = [
  blockCollection,
  calendarCollection,
  categoryCollection,
  changeOrderCollection,
  contractorCollection,
  eventCollection,
  invoiceCollection,
  jurisdictionCollection,
  leaseCollection,
  officialCollection,
  outboxCollection,
  planCollection,
  propertyCollection,
  quoteCollection,
  quoteEventCollection,
  requestCollection,
  spentCollection,
  workLogCollection,
];
