import { legalMoves, type Move, type RequestStatus, requestStatuses } from '@pmp/contracts/lifecycle';
import type { RequestDoc } from './stored.ts';

type Reader = 'homeowner' | 'official';

const inEach = (reader: Reader) =>
  Object.fromEntries(requestStatuses.map((status) => [status, [...legalMoves(status, reader)]])) as Record<
    RequestStatus,
    Move[]
  >;

/** Worked out once: which moves the table gives each role in each state. */
const legal = { homeowner: inEach('homeowner'), official: inEach('official') };

const dayMs = 86_400_000;
const within = (days: number, since: Date | undefined, now: Date) =>
  since !== undefined && now.getTime() - since.getTime() <= days * dayMs;

/** What the request itself rules out of them, state by state. */
export const allowedMoves = (doc: RequestDoc, reader: Reader, now: Date): Move[] => {
  const moves = legal[reader][doc.status];
  const without = (...out: Move[]) => moves.filter((move) => !out.includes(move));
  switch (doc.status) {
    case 'assigned':
    case 'scheduled':
    case 'in_progress':
      return doc.award?.acceptedAt === null ? without('schedule', 'hold') : moves;
    case 'on_hold':
      return doc.hold?.reason === 'stop_work' ? without('release', 'resume') : without('lift_stop_work');
    case 'completed': {
      const isOpen = doc.award?.changeOrders.some(({ state }) => state === 'proposed') === true;
      const isLate = !within(7, doc.completion?.at, now);
      return without(...(isOpen ? (['confirm'] as const) : []), ...(isLate ? (['send_back'] as const) : []));
    }
    case 'closed': {
      const { endedAt, updatedAt, completion } = doc;
      const isUnderWarranty = completion?.warrantyUntil ? now <= completion.warrantyUntil : false;
      const mayReopen = reader === 'official' || isUnderWarranty || within(30, endedAt ?? updatedAt, now);
      return mayReopen ? moves : without('reopen');
    }
    case 'cancelled':
      return within(30, doc.endedAt ?? doc.updatedAt, now) ? moves : without('restore');
    default:
      return moves;
  }
};
