import { aNewPlan } from '../factories/plan.ts';
import { aNewProperty } from '../factories/property.ts';
import { aReport } from '../factories/request.ts';
import type { Expected, Row } from './matrix.ts';

/** What belongs to the owner when a call is made. */
export interface Fixture {
  requestId: string;
  closedId: string;
  rejectedId: string;
  propertyId: string;
  planId: string;
  /** Somebody who is suspended. */
  suspendedId: string;
}

const everybody: Expected = {
  anonymous: 'ok',
  owner: 'ok',
  otherHomeowner: 'ok',
  assignedContractor: 'ok',
  otherContractor: 'ok',
  official: 'ok',
  officialElsewhere: 'ok',
  noRole: 'ok',
  twoRoles: 'ok',
};

/** Any homeowner, about what is theirs. `twoRoles` is a homeowner and a contractor. */
const homeowners: Expected = {
  anonymous: 'signed_out',
  owner: 'ok',
  otherHomeowner: 'ok',
  assignedContractor: 'forbidden',
  otherContractor: 'forbidden',
  official: 'forbidden',
  officialElsewhere: 'forbidden',
  noRole: 'forbidden',
  twoRoles: 'ok',
};

/** Any official. An official's jurisdiction counts for cases, not for people, who belong to none. */
const officials: Expected = {
  anonymous: 'signed_out',
  owner: 'forbidden',
  otherHomeowner: 'forbidden',
  assignedContractor: 'forbidden',
  otherContractor: 'forbidden',
  official: 'ok',
  officialElsewhere: 'ok',
  noRole: 'forbidden',
  twoRoles: 'forbidden',
};

/** The officials of the record's jurisdiction; to those of another it does not exist. */
const officialsHere: Expected = { ...officials, officialElsewhere: 'not_found' };

/** The owner of the record alone; to other homeowners it does not exist. */
const ownerOnly: Expected = { ...homeowners, otherHomeowner: 'not_found', twoRoles: 'not_found' };

/** A homeowner, for what they name in the input: what is another's is a fault of the field, as what is missing is. */
const ownersInput: Expected = { ...homeowners, otherHomeowner: 'bad_input', twoRoles: 'bad_input' };

/** Whoever is signed in, in whatever role. */
const signedIn: Expected = { ...everybody, anonymous: 'signed_out' };

const open = (): Row<Fixture> => ({ input: () => undefined, expected: everybody });
const own = (input: unknown): Row<Fixture> => ({ input: () => input, expected: homeowners });
const decision = (input: (fixture: Fixture) => unknown): Row<Fixture> => ({ input, expected: officials });
const record = (input: (fixture: Fixture) => unknown): Row<Fixture> => ({ input, expected: ownerOnly });
const ownProperty = (input: (fixture: Fixture) => unknown): Row<Fixture> => ({
  input,
  expected: ownersInput,
});
const overseen = (input: (fixture: Fixture) => unknown): Row<Fixture> => ({
  input,
  expected: officialsHere,
});

/** Every procedure of the router. A new one fails the tests until somebody has decided who may call it. */
export const rows: Readonly<Record<string, Row<Fixture>>> = {
  'public.categories.list': open(),
  'public.status': open(),

  'official.people.suspend': decision(({ suspendedId: personId }) => ({ personId, reason: 'Sends threats' })),
  'official.people.reinstate': decision(({ suspendedId: personId }) => ({ personId, reason: 'Apologised' })),

  'official.requests.list': { input: () => ({}), expected: officials },
  'official.requests.get': overseen(({ requestId: id }) => ({ id })),
  'official.requests.timeline': overseen(({ requestId: id }) => ({ id })),
  'official.requests.reject': overseen(({ requestId: id }) => ({
    id,
    resolution: 'not_responsible',
    closingText: 'The water company sees to this.',
  })),
  'official.requests.reopen': overseen(({ closedId: id }) => ({ id, reason: 'It leaks again' })),
  'official.requests.reinstate': overseen(({ rejectedId: id }) => ({ id, reason: 'It is ours after all' })),
  'official.requests.setPriorityFloor': overseen(({ requestId: id }) => ({ id, priorityFloor: 'high' })),

  'live.feed': { input: () => undefined, expected: signedIn },

  'homeowner.properties.list': own({}),
  'homeowner.properties.create': own(aNewProperty()),
  'homeowner.properties.update': record(({ propertyId: id }) => ({ id, version: 1, label: 'Cottage' })),

  'homeowner.plans.list': own({}),
  'homeowner.plans.create': ownProperty(({ propertyId }) => aNewPlan({ propertyId })),
  'homeowner.plans.get': record(({ planId: id }) => ({ id })),
  'homeowner.plans.update': record(({ planId: id }) => ({ id, version: 1, title: 'Another title' })),
  'homeowner.plans.end': record(({ planId: id }) => ({ id })),

  'homeowner.requests.list': own({}),
  'homeowner.requests.create': own(aReport()),
  'homeowner.requests.get': record(({ requestId: id }) => ({ id })),
  'homeowner.requests.timeline': record(({ requestId: id }) => ({ id })),
  'homeowner.requests.update': record(({ requestId: id }) => ({ id, version: 1, title: 'Another title' })),
  'homeowner.requests.cancel': record(({ requestId: id }) => ({ id, reason: 'Fixed it myself' })),
};
