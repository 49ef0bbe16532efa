import {
  type Guard,
  legalMoves,
  type Move,
  type Mover,
  moves,
  type RequestStatus,
  terms,
} from '@pmp/contracts/lifecycle';
import type { Money } from '@pmp/contracts/money';
import { AppError, badField } from '../../kernel/app-error.ts';
import { dayMs } from './request.derived.ts';
import type { Request } from './request.ports.ts';

interface Asking {
  by: Mover;
  now: Date;
}

/** What the guards of a move may look at besides the request. */
export interface Asked extends Asking {
  reason?: string | undefined;
  closingText?: string | undefined;
  until?: Date | undefined;
  partCost?: Money | undefined;
  disputed?: boolean | undefined;
  cost?: Money | undefined;
}

/** Why the request itself rules a move out; undefined when it does not. */
type OwnGuard = (request: Request, asking: Asking) => string | undefined;

const within = (since: Date | null | undefined, days: number, now: Date) =>
  since ? now.getTime() - since.getTime() <= days * dayMs : false;

const underWarranty = ({ completion }: Request, now: Date) =>
  completion?.warrantyUntil ? now <= completion.warrantyUntil : false;

/** Guards that need nothing but the request and the time: a move that one of them rules out is not offered. */
const ownGuards = {
  offer_accepted: ({ award }) =>
    award && award.acceptedAt === null ? 'The contractor has not accepted the offer yet' : undefined,
  only_official_lifts_stop_work: ({ hold }) =>
    hold?.reason === 'stop_work'
      ? 'The city has stopped the work; only the city can let it go on'
      : undefined,
  work_is_stopped: ({ hold }) =>
    hold?.reason === 'stop_work' ? undefined : 'The city has not stopped this work',
  no_open_change_order: ({ award }) =>
    award?.changeOrders.some(({ state }) => state === 'proposed')
      ? 'A change order waits for an answer'
      : undefined,
  // It leaves the award behind, and what is owed with it: nobody can read, pay or take the invoice back any more. The city may decide that
  // all the same: the parties may be at odds, and a contractor who was suspended can take nothing back. The history keeps the invoice.
  no_unpaid_invoice: ({ invoice }, { by }) =>
    by !== 'official' && invoice?.state === 'published'
      ? 'An invoice waits to be paid or taken back; before that only the city may open it again'
      : undefined,
  within_7_days: ({ completion }, { now }) =>
    within(completion?.at, terms.sendBackDays, now) ? undefined : 'The time to send it back is over',
  within_30_days: ({ endedAt, updatedAt }, { now }) =>
    within(endedAt ?? updatedAt, terms.restoreDays, now) ? undefined : 'It was cancelled too long ago',
  within_30_days_or_warranty: (request, { by, now }) =>
    by === 'official' ||
    within(request.endedAt ?? request.updatedAt, terms.reopenDays, now) ||
    underWarranty(request, now)
      ? undefined
      : 'It was closed too long ago, and there is no warranty; only the city may open it again',
} as const satisfies { readonly [G in Guard]?: OwnGuard };

type OwnGuardName = keyof typeof ownGuards;
const isOwn = (guard: Guard): guard is OwnGuardName => Object.hasOwn(ownGuards, guard);

/** Refuses by throwing, for what was sent. */
type SentGuard = (request: Request, asked: Asked) => void;

const afterAward: readonly RequestStatus[] = ['assigned', 'scheduled'];

/** Guards that judge what came with the move. */
const sentGuards = {
  reason_given: (_, { reason }) => {
    if (reason === undefined) throw badField('reason', 'say why');
  },
  reason_given_after_award: ({ status }, { reason }) => {
    if (afterAward.includes(status) && reason === undefined) {
      throw badField('reason', 'tell the contractor why');
    }
  },
  public_text_given: (_, { closingText }) => {
    if (closingText === undefined) throw badField('closingText', 'tell the homeowner why');
  },
  part_cost_settled: ({ startedAt, award, invoice }, { by, partCost, disputed }) => {
    // Nobody is held to a bill that they dispute; whoever sent it can take it back.
    if (invoice?.state === 'published' && !(by === 'homeowner' && disputed)) {
      throw badField('disputed', 'an invoice waits: it is paid, taken back, or disputed by the homeowner');
    }
    if (partCost && partCost.currency !== award?.agreed.currency) {
      throw badField('partCost.currency', 'is not the currency of this job');
    }
    if (partCost && disputed) throw badField('partCost', 'is settled or disputed, not both');
    if (partCost && award && partCost.minor > award.agreed.minor) {
      throw badField('partCost', 'is more than was agreed');
    }
    if (startedAt && by !== 'system' && partCost === undefined && disputed !== true) {
      throw badField('partCost', 'say what the part that was done costs, or that this is disputed');
    }
  },
  hold_within_365_days: (_, { now, until }) => {
    if (until === undefined) return;
    if (until <= now) throw badField('until', 'has passed');
    if (until.getTime() - now.getTime() > terms.mostHoldDays * dayMs) {
      throw badField('until', `is more than ${terms.mostHoldDays} days ahead`);
    }
  },
  cost_within_agreed: ({ award }, { cost }) => {
    if (!award || !cost) return;
    if (cost.currency !== award.agreed.currency) {
      throw badField('cost.currency', 'is not the currency of this job');
    }
    if (cost.minor > award.agreed.minor) {
      throw badField('cost', 'is more than was agreed; propose a change order first');
    }
  },
} as const satisfies { readonly [G in Guard]?: SentGuard };

type SentGuardName = keyof typeof sentGuards;
const isSent = (guard: Guard): guard is SentGuardName => Object.hasOwn(sentGuards, guard);

/** Guards that need more than the request, and the use case that checks each in `make`. One that nobody checks does not compile. */
export const checkedInMake: Readonly<Record<Exclude<Guard, OwnGuardName | SentGuardName>, string>> = {
  owns_property: 'request/submit-request.ts',
  category_known: 'request/submit-request.ts',
  someone_invited: 'request/invite-contractors.ts',
  quote_is_current: 'quote/accept-quote.ts',
  licence_valid: 'quote/accept-quote.ts',
  spend_cap_kept: 'quote/accept-quote.ts',
  window_is_free: 'request/confirm-window.ts',
  checklist_done: 'request/complete-job.ts',
  target_is_near_and_original: 'request/merge-request.ts',
};

const ruledOut = (request: Request, move: Move, asking: Asking): string | undefined => {
  for (const guard of moves[move].guards) {
    const why = isOwn(guard) ? ownGuards[guard](request, asking) : undefined;
    if (why !== undefined) return why;
  }
  return undefined;
};

/** What `by` may try with the request now: what the table allows and the request itself does not rule out. */
export const allowedMoves = (request: Request, by: Mover, now: Date): Move[] =>
  legalMoves(request.status, by).filter((move) => ruledOut(request, move, { by, now }) === undefined);

/** Refuses a move that the request itself rules out, or whose words do not do. */
export const requireGuards = (request: Request, move: Move, asked: Asked) => {
  const { by, now } = asked;
  const why = ruledOut(request, move, asked);
  if (why !== undefined) {
    throw new AppError('invalid_transition', why, { allowedMoves: allowedMoves(request, by, now) });
  }
  for (const guard of moves[move].guards) if (isSent(guard)) sentGuards[guard](request, asked);
};
