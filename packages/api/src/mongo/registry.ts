import { calendarCollection } from '../modules/calendar/calendar.mongo.ts';
import { categoryCollection } from '../modules/category/category.mongo.ts';
import { contractorCollection } from '../modules/contractor/contractor.mongo.ts';
import { eventCollection, outboxCollection } from '../modules/event/event.mongo.ts';
import { spentCollection } from '../modules/limit/limit.mongo.ts';
import { blockCollection, officialCollection } from '../modules/person/person.mongo.ts';
import { jurisdictionCollection } from '../modules/place/place.mongo.ts';
import { planCollection } from '../modules/plan/plan.mongo.ts';
import { propertyCollection } from '../modules/property/property.mongo.ts';
import { requestCollection } from '../modules/request/request.mongo.ts';
import type { CollectionSpec } from './collection.ts';
import { leaseCollection } from './lease.ts';

/** Every collection that the platform keeps. */
export const collections: readonly CollectionSpec[] = [
  blockCollection,
  calendarCollection,
  categoryCollection,
  contractorCollection,
  eventCollection,
  jurisdictionCollection,
  leaseCollection,
  officialCollection,
  outboxCollection,
  planCollection,
  propertyCollection,
  requestCollection,
  spentCollection,
];
