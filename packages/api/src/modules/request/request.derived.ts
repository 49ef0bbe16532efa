import { terms } from '@pmp/contracts/lifecycle';
import { boardKeysOf } from '../../kernel/area.ts';
import { type Derived, everyone, type Request } from './request.ports.ts';

export const dayMs = 86_400_000;

const after = (at: Date, days: number) => new Date(at.getTime() + days * dayMs);

/** Where contractors find it: only while it is published and quotes may come in. */
const boardOf = ({ status, openTo, category, place }: Request): readonly string[] =>
  status === 'quoting' && openTo.includes(everyone) ? boardKeysOf(category, place.cell) : [];

/** The visit that is still ahead, or under way: there is at most one. */
export const agreedVisit = ({ visits }: Pick<Request, 'visits'>) =>
  visits.find(({ state }) => state === 'confirmed');

/** When the clock has something to do with it; see make-due-moves.ts for what. */
const dueAtOf = (request: Request): Date | null => {
  const { status, award, hold, completion, quoteDueAt } = request;
  switch (status) {
    case 'quoting':
      return request.quotesDueTold ? null : quoteDueAt;
    case 'assigned':
      return award?.acceptedAt === null ? award.acceptDueAt : null;
    case 'scheduled': {
      const visit = agreedVisit(request);
      return visit ? after(visit.end, terms.noShowDays) : null;
    }
    case 'on_hold':
      return hold && hold.reason !== 'stop_work' ? hold.until : null;
    case 'completed':
      // The clock cannot close what a change order keeps open; its answer sets this anew.
      if (award?.changeOrders.some(({ state }) => state === 'proposed')) return null;
      return completion && after(completion.at, terms.silenceDays - (request.reminded ? 0 : 1));
    default:
      return null;
  }
};

export const derivedOf = (request: Request): Derived => ({
  board: boardOf(request),
  dueAt: dueAtOf(request),
});
