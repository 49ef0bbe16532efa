import * as z from 'zod/mini';
import type { Role } from './role.ts';

/** Every state of a request. The last three end it (it may still be reopened or restored). */
export const requestStatuses = [
  'draft',
  'submitted',
  'quoting',
  'assigned',
  'scheduled',
  'in_progress',
  'on_hold',
  'completed',
  'closed',
  'cancelled',
  'rejected',
] as const;
export const RequestStatus = z.enum(requestStatuses);
export type RequestStatus = z.infer<typeof RequestStatus>;

/** Open311 knows two states only. */
export const open311Status = (status: RequestStatus): 'open' | 'closed' =>
  status === 'closed' || status === 'cancelled' || status === 'rejected' ? 'closed' : 'open';

/** Whose turn it is; apart from the state, since any state may wait for anybody. */
export const waitingOn = ['none', 'homeowner', 'contractor', 'official'] as const;
export const WaitingOn = z.enum(waitingOn);
export type WaitingOn = z.infer<typeof WaitingOn>;

/** Who may see that the request exists: anyone (rounded), its parties, or officials alone. */
export const visibilities = ['public', 'parties', 'hidden'] as const;
export const Visibility = z.enum(visibilities);
export type Visibility = z.infer<typeof Visibility>;

/** Why a request ended. */
export const resolutions = [
  'fixed',
  'fixed_by_owner',
  'no_fault_found',
  'unable_to_fix',
  'not_responsible',
  'duplicate',
  'withdrawn',
  'expired',
] as const;
export const Resolution = z.enum(resolutions);
export type Resolution = z.infer<typeof Resolution>;

/** Who may make a move: a role, or the system's own clock. */
export type Mover = Role | 'system';

/** What a move asks for besides its state and its maker. Each is checked by the server on every write. */
export const guards = [
  'owns_property',
  'category_known',
  'someone_invited',
  'quote_is_current',
  'licence_valid',
  'spend_cap_kept',
  'offer_accepted',
  'reason_given',
  'part_cost_settled',
  'window_is_free',
  'hold_within_365_days',
  'only_official_lifts_stop_work',
  'work_is_stopped',
  'checklist_done',
  'cost_within_agreed',
  'no_open_change_order',
  'no_unpaid_invoice',
  'within_7_days',
  'within_30_days',
  'within_30_days_or_warranty',
  'reason_given_after_award',
  'public_text_given',
  'target_is_near_and_original',
] as const;
export type Guard = (typeof guards)[number];

export interface MoveRule {
  readonly from: readonly RequestStatus[];
  readonly to: readonly RequestStatus[];
  readonly by: readonly Mover[];
  readonly guards: readonly Guard[];
}

/**
 * Every legal move of a request: the one table behind the server's check, the buttons, the docs and the tests.
 * Each move has a procedure for each role in `by` (the system's are made by the clock), and nobody else can make it.
 */
export const moves = {
  submit: {
    from: ['draft'],
    to: ['submitted'],
    by: ['homeowner'],
    guards: ['owns_property', 'category_known'],
  },
  // More may be invited while quotes come in.
  invite: {
    from: ['submitted', 'quoting'],
    to: ['quoting'],
    by: ['homeowner'],
    guards: ['someone_invited'],
  },
  award: {
    from: ['quoting'],
    to: ['assigned'],
    by: ['homeowner'],
    guards: ['quote_is_current', 'licence_valid', 'spend_cap_kept'],
  },
  offer: { from: ['submitted'], to: ['assigned'], by: ['homeowner'], guards: ['licence_valid'] },
  release: {
    from: ['assigned', 'scheduled', 'in_progress', 'on_hold'],
    to: ['submitted', 'quoting'],
    by: ['contractor', 'homeowner', 'system'],
    guards: ['reason_given', 'part_cost_settled', 'only_official_lifts_stop_work'],
  },
  schedule: {
    from: ['assigned'],
    to: ['scheduled'],
    by: ['homeowner', 'contractor'],
    guards: ['offer_accepted', 'window_is_free'],
  },
  unschedule: {
    from: ['scheduled'],
    to: ['assigned'],
    by: ['homeowner', 'contractor'],
    guards: ['reason_given'],
  },
  start: {
    from: ['assigned', 'scheduled'],
    to: ['in_progress'],
    by: ['contractor'],
    guards: ['offer_accepted'],
  },
  hold: {
    from: ['assigned', 'scheduled', 'in_progress'],
    to: ['on_hold'],
    by: ['contractor', 'homeowner'],
    guards: ['offer_accepted', 'hold_within_365_days'],
  },
  resume: {
    from: ['on_hold'],
    to: ['assigned', 'scheduled', 'in_progress'],
    by: ['contractor', 'homeowner', 'system'],
    guards: ['only_official_lifts_stop_work'],
  },
  stop_work: {
    from: ['assigned', 'scheduled', 'in_progress', 'on_hold'],
    to: ['on_hold'],
    by: ['official'],
    // Nobody is at work before an offer is accepted, and a stop would keep it from being accepted, taken back or left to lapse.
    guards: ['offer_accepted', 'reason_given'],
  },
  lift_stop_work: {
    from: ['on_hold'],
    to: ['assigned', 'scheduled', 'in_progress'],
    by: ['official'],
    guards: ['work_is_stopped', 'reason_given'],
  },
  complete: {
    from: ['in_progress'],
    to: ['completed'],
    by: ['contractor'],
    guards: ['no_open_change_order', 'checklist_done', 'cost_within_agreed'],
  },
  confirm: {
    from: ['completed'],
    to: ['closed'],
    by: ['homeowner', 'system'],
    guards: ['no_open_change_order'],
  },
  send_back: {
    from: ['completed'],
    to: ['in_progress'],
    by: ['homeowner'],
    guards: ['within_7_days', 'reason_given'],
  },
  reopen: {
    from: ['closed'],
    to: ['submitted'],
    by: ['homeowner', 'official'],
    guards: ['within_30_days_or_warranty', 'no_unpaid_invoice', 'reason_given'],
  },
  cancel: {
    from: ['draft', 'submitted', 'quoting', 'assigned', 'scheduled'],
    to: ['cancelled'],
    by: ['homeowner'],
    guards: ['reason_given_after_award'],
  },
  reject: {
    from: ['submitted', 'quoting'],
    to: ['rejected'],
    by: ['official'],
    guards: ['public_text_given'],
  },
  merge: {
    from: ['submitted', 'quoting'],
    to: ['rejected'],
    by: ['official', 'homeowner'],
    guards: ['target_is_near_and_original'],
  },
  reinstate: { from: ['rejected'], to: ['submitted'], by: ['official'], guards: ['reason_given'] },
  restore: {
    from: ['cancelled'],
    to: ['draft'],
    by: ['homeowner'],
    guards: ['within_30_days', 'reason_given'],
  },
} as const satisfies Record<string, MoveRule>;

export type Move = keyof typeof moves;
export const moveNames = Object.keys(moves) as [Move, ...Move[]];
export const Move = z.enum(moveNames);

/** Why work pauses. `stop_work` is an official's alone to give and to lift. */
export const holdReasons = ['parts', 'access', 'weather', 'permit', 'payment', 'owner', 'stop_work'] as const;
export const HoldReason = z.enum(holdReasons);
export type HoldReason = z.infer<typeof HoldReason>;

/** While one of these holds, the time does not count against the contractor: `pausedMs` grows. */
export const pausingReasons: readonly HoldReason[] = ['access', 'weather', 'permit', 'owner', 'stop_work'];

/** The terms of the table, in days. */
export const terms = {
  /** A hold ends at most so long after it began. */
  mostHoldDays: 365,
  /** Completed work that nobody answers closes by itself; its homeowner is reminded the day before. */
  silenceDays: 7,
  sendBackDays: 7,
  reopenDays: 30,
  restoreDays: 30,
  /** A visit at which nobody came frees the homeowner to choose again. */
  noShowDays: 1,
} as const;

/** A homeowner may correct the text of a request until contractors price it. */
export const editableStatuses: readonly RequestStatus[] = ['draft', 'submitted'];

/** A draft is its owner's alone: to everybody else it does not exist yet. */
export const isPrivate = (status: RequestStatus): boolean => status === 'draft';

/** True when `mover` may make `move` in `status`, guards aside. */
export const isLegal = (move: Move, status: RequestStatus, mover: Mover): boolean => {
  const rule: MoveRule = moves[move];
  return rule.from.includes(status) && rule.by.includes(mover);
};

const movesIn = (status: RequestStatus) => {
  const legal = (mover: Mover) => moveNames.filter((move) => isLegal(move, status, mover));
  return {
    homeowner: legal('homeowner'),
    contractor: legal('contractor'),
    official: legal('official'),
    system: legal('system'),
  };
};

/** The table by state and mover, worked out once: every view of a request asks for it. */
const movesByStatus = new Map(requestStatuses.map((status) => [status, movesIn(status)]));

/** The moves that the table gives `mover` in `status`. The request itself may still rule one out; so may a guard, with a reason. */
export const legalMoves = (status: RequestStatus, mover: Mover): readonly Move[] =>
  movesByStatus.get(status)?.[mover] ?? [];

/** Where `move` leads. One that leads to several states needs to be told which is `meant`; undefined when that is not one of them. */
export const targetOf = (move: Move, meant?: RequestStatus): RequestStatus | undefined => {
  const { to }: MoveRule = moves[move];
  if (meant !== undefined) return to.includes(meant) ? meant : undefined;
  return to.length === 1 ? to[0] : undefined;
};
