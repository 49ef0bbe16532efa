import type { Award, Request } from '../../src/modules/request/request.ports.ts';
import { aRequest } from './request.ts';
import { hexId, instant } from './unique.ts';

/** A quote that was accepted. */
export const anAward = (overrides: Partial<Award> = {}): Award => ({
  contractorId: hexId(),
  quoteId: null,
  revision: null,
  agreed: { minor: 50_000, currency: 'EUR' },
  awardedAt: instant,
  acceptedAt: instant,
  acceptDueAt: null,
  changeOrders: [],
  atVersion: 2,
  ...overrides,
});

/** A request that a contractor is on, and accepted. */
export const aJob = (contractorId: string, overrides: Partial<Request> = {}): Request =>
  aRequest({
    status: 'assigned',
    version: 4,
    award: anAward({ contractorId }),
    waitingOn: 'contractor',
    ...overrides,
  });
