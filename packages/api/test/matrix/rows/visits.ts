import type { Expected, Row } from '../matrix.ts';

/** What these rows need: the owner's job, with a contractor on it, at three points of agreeing to a visit. */
export interface VisitFixture {
  /** The instant that the fixture's clock shows. */
  now: Date;
  /** In `assigned`, accepted, nothing offered. */
  assignedJobId: string;
  /** In `assigned`; the homeowner has offered the window from `windowStart`. */
  offeredByHomeownerId: string;
  /** In `assigned`; the contractor has offered the window from `windowStart`. */
  offeredByContractorId: string;
  windowStart: Date;
  /** In `scheduled`, with a confirmed visit. */
  scheduledJobId: string;
}

const dayMs = 86_400_000;

const forbidden: Expected = {
  anonymous: 'signed_out',
  owner: 'forbidden',
  otherHomeowner: 'forbidden',
  assignedContractor: 'forbidden',
  otherContractor: 'forbidden',
  official: 'forbidden',
  officialElsewhere: 'forbidden',
  noRole: 'forbidden',
  twoRoles: 'forbidden',
};

/** The homeowner whose job it is; to others it does not exist. */
const ownerOnly: Expected = {
  ...forbidden,
  owner: 'ok',
  otherHomeowner: 'not_found',
  twoRoles: 'not_found',
};

/** The contractor on the job; to others it does not exist. */
const assignedOnly: Expected = {
  ...forbidden,
  assignedContractor: 'ok',
  otherContractor: 'not_found',
  twoRoles: 'not_found',
};

/** Any contractor, about what is theirs. */
const contractors: Expected = {
  ...forbidden,
  assignedContractor: 'ok',
  otherContractor: 'ok',
  twoRoles: 'ok',
};

const anOffer = ({ assignedJobId: id, now }: VisitFixture) => ({
  id,
  zone: 'Europe/Berlin',
  windows: [{ start: new Date(now.getTime() + dayMs), end: new Date(now.getTime() + 2 * dayMs) }],
});
const reason = 'The child is ill';

export const visitRows: Readonly<Record<string, Row<VisitFixture>>> = {
  'homeowner.requests.offerWindows': { input: anOffer, expected: ownerOnly },
  'homeowner.requests.confirmWindow': {
    input: ({ offeredByContractorId: id, windowStart: start }) => ({ id, start }),
    expected: ownerOnly,
  },
  'homeowner.requests.cancelVisit': {
    input: ({ scheduledJobId: id }) => ({ id, reason }),
    expected: ownerOnly,
  },

  'contractor.jobs.calendar': {
    input: ({ now }) => ({ from: now, to: new Date(now.getTime() + 7 * dayMs) }),
    expected: contractors,
  },
  'contractor.jobs.offerWindows': { input: anOffer, expected: assignedOnly },
  'contractor.jobs.confirmWindow': {
    input: ({ offeredByHomeownerId: id, windowStart: start }) => ({ id, start }),
    expected: assignedOnly,
  },
  'contractor.jobs.cancelVisit': {
    input: ({ scheduledJobId: id }) => ({ id, reason }),
    expected: assignedOnly,
  },
};
