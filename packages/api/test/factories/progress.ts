import type { Progress, RequestFields } from '../../src/modules/request/request.ports.ts';
import { hexId, instant, later } from './unique.ts';

/** The most that one amount may be, almost. */
export const most = { minor: 999_999_999_999, currency: 'EUR' };

const hour = 3_600;
/** The longest name that the time zone database has. */
const zone = 'America/Argentina/ComodRivadavia';

const times = <Item>(count: number, make: (index: number) => Item): Item[] =>
  Array.from({ length: count }, (_, index) => make(index));

/** Everything that can be done to a request, each as large as it may be, all at once. */
export const everyField = (
  contractorId: string,
  overrides: RequestFields = {},
): Progress & RequestFields => ({
  priorityFloor: 'urgent',
  closingText: null,
  duplicateOfId: hexId(),
  openTo: times(11, hexId),
  quotesSince: later(0),
  quoteDueAt: later(1),
  quotesDueTold: true,
  spendCap: most,
  award: {
    contractorId,
    quoteId: hexId(),
    revision: 10,
    agreed: most,
    awardedAt: later(2),
    acceptedAt: later(3),
    acceptDueAt: later(4),
    changeOrders: times(10, () => ({ id: hexId(), total: most, state: 'withdrawn' })),
    atVersion: 2,
  },
  windows: {
    by: 'contractor',
    zone,
    windows: times(5, (index) => ({ start: later(index * hour), end: later((index + 1) * hour) })),
  },
  visits: times(10, (index) => ({
    start: later(index * hour),
    end: later((index + 1) * hour),
    zone,
    state: index === 9 ? 'confirmed' : 'cancelled',
  })),
  hold: null,
  pausedMs: 99_999_999_999,
  startedAt: instant,
  completion: {
    at: later(5),
    note: 'Done',
    done: ['tap-tight', 'dry'],
    labourMinutes: 90,
    cost: most,
    warrantyUntil: later(6),
  },
  reminded: true,
  scores: { quality: 5, time: 4, price: 3 },
  invoice: { id: hexId(), total: most, state: 'cancelled' },
  returnedCount: 12,
  reopenCount: 3,
  lastContractorId: hexId(),
  endedAt: later(7),
  ...overrides,
});
