import type { Award } from '../../src/modules/request/request.ports.ts';
import { hexId, instant } from './unique.ts';

/** A direct offer that was accepted: 500 euros, made by the second write to its request. */
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
