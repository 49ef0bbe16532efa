import type { CostLine } from '@pmp/contracts/cost-line';
import type { RequestStatus } from '@pmp/contracts/lifecycle';
import type { Award, Request } from '../../src/modules/request/request.ports.ts';
import { anAward } from './award.ts';
import { aRequest } from './request.ts';
import { hexId, instant } from './unique.ts';

/** A request that a contractor is on, and accepted. */
export const aJob = (contractorId: string, overrides: Partial<Request> = {}): Request =>
  aRequest({
    status: 'assigned',
    version: 4,
    award: anAward({ contractorId }),
    waitingOn: 'contractor',
    ...overrides,
  });

/** A job in some state, with what that state needs. */
export const aJobIn = (
  status: RequestStatus,
  award: Partial<Award> = {},
  overrides: Partial<Request> = {},
): Request => {
  const isDone = status === 'completed' || status === 'closed';
  return aRequest({
    status,
    version: 4,
    award: anAward({ quoteId: hexId(), revision: 1, ...award }),
    waitingOn: status === 'closed' ? 'none' : isDone ? 'homeowner' : 'contractor',
    ...(status === 'on_hold' && {
      hold: { reason: 'access', by: 'contractor', from: 'in_progress', since: instant, until: null },
    }),
    ...(isDone && {
      completion: {
        at: instant,
        note: 'Done',
        done: [],
        labourMinutes: 60,
        cost: { minor: 50_000, currency: 'EUR' },
        warrantyUntil: null,
      },
    }),
    ...overrides,
  });
};

/** 2.5 hours at 40.00. */
export const aCostLine = (overrides: Partial<CostLine> = {}): CostLine => ({
  kind: 'labour',
  text: 'Fit a new valve',
  quantity: 2.5,
  unit: 'h',
  unitPrice: 4_000,
  ...overrides,
});
