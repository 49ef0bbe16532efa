import { aNewPlan } from '../../factories/plan.ts';
import { own, ownProperty, record } from '../expected.ts';
import type { Rows } from '../matrix.ts';
import type { Fixture } from '../plant.ts';

/** Recurring maintenance. */
export const planRows: Rows<Fixture> = {
  'homeowner.plans.list': own({}),
  'homeowner.plans.create': ownProperty(({ propertyId }) => aNewPlan({ propertyId })),
  'homeowner.plans.get': record(({ planId: id }) => ({ id })),
  'homeowner.plans.update': record(({ planId: id }) => ({ id, version: 1, title: 'Another title' })),
  'homeowner.plans.end': record(({ planId: id }) => ({ id })),
};
