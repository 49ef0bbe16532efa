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

/** What a move asks for besides its state and its maker. Each is checked by the use case that makes the move. */
export const guards = [
  'owns_property',
  'category_known',
  'someone_invited',
  'quote_is_current',
  'licence_valid',
  'spend_cap_set',
  'reason_given',
  'window_is_free',
  'permit_gate_passed',
  'hold_within_365_days',
  'only_official_lifts_stop_work',
  'checklist_done',
  'cost_within_agreed',
  'no_open_change_order',
  'inspection_passed',
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
 * A move that is not `wired` yet is part of the design but has no procedure.
 */
export const moves = {
  submit: {
    from: ['draft'],
    to: ['submitted'],
    by: ['homeowner', 'official'],
    guards: ['owns_property', 'category_known'],
  },
  invite: { from: ['submitted'], to: ['quoting'], by: ['homeowner'], guards: ['someone_invited'] },
  award: {
    from: ['quoting'],
    to: ['assigned'],
    by: ['homeowner'],
    guards: ['quote_is_current', 'licence_valid'],
  },
  offer: { from: ['submitted'], to: ['assigned'], by: ['homeowner', 'system'], guards: ['spend_cap_set'] },
  release: {
    from: ['assigned', 'scheduled', 'in_progress', 'on_hold'],
    to: ['submitted', 'quoting'],
    by: ['contractor', 'homeowner', 'system'],
    guards: ['reason_given'],
  },
  schedule: {
    from: ['assigned'],
    to: ['scheduled'],
    by: ['homeowner', 'contractor'],
    guards: ['window_is_free'],
  },
  start: {
    from: ['assigned', 'scheduled'],
    to: ['in_progress'],
    by: ['contractor'],
    guards: ['permit_gate_passed'],
  },
  hold: {
    from: ['assigned', 'scheduled', 'in_progress'],
    to: ['on_hold'],
    by: ['contractor', 'homeowner', 'official'],
    guards: ['reason_given', 'hold_within_365_days'],
  },
  resume: {
    from: ['on_hold'],
    to: ['assigned', 'scheduled', 'in_progress'],
    by: ['contractor', 'homeowner', 'official', 'system'],
    guards: ['only_official_lifts_stop_work'],
  },
  complete: {
    from: ['in_progress'],
    to: ['completed'],
    by: ['contractor'],
    guards: ['checklist_done', 'cost_within_agreed'],
  },
  confirm: {
    from: ['completed'],
    to: ['closed'],
    by: ['homeowner', 'system'],
    guards: ['no_open_change_order', 'inspection_passed'],
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
    guards: ['within_30_days_or_warranty', 'reason_given'],
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

/** The moves that have a procedure today, each with the roles whose procedure it is. */
export const wired = {
  cancel: ['homeowner'],
  reject: ['official'],
  reopen: ['official'],
  reinstate: ['official'],
} as const satisfies { readonly [M in Move]?: readonly (typeof moves)[M]['by'][number][] };
export type WiredMove = keyof typeof wired;
export const wiredMoves = Object.keys(wired) as [WiredMove, ...WiredMove[]];

/** Who has a procedure that makes `move`; nobody while it is only designed. */
export const makersOf = (move: Move): readonly Mover[] => {
  const makers: { readonly [M in Move]?: readonly Mover[] } = wired;
  return makers[move] ?? [];
};

/** A homeowner may correct the text of a request until contractors price it. */
export const editableStatuses: readonly RequestStatus[] = ['draft', 'submitted'];

/** A draft is its owner's alone: to everybody else it does not exist yet. */
export const isPrivate = (status: RequestStatus): boolean => status === 'draft';

/** True when `mover` may make `move` in `status`, guards aside. */
export const isLegal = (move: Move, status: RequestStatus, mover: Mover): boolean => {
  const rule: MoveRule = moves[move];
  return rule.from.includes(status) && rule.by.includes(mover);
};

/** The wired moves that `mover` may try in `status`; a guard may still refuse one with a reason. */
export const allowedMoves = (status: RequestStatus, mover: Mover): Move[] =>
  wiredMoves.filter((move) => makersOf(move).includes(mover) && isLegal(move, status, mover));

/** Where `move` leads. One that leads to several states needs to be told which is `meant`; undefined when that is not one of them. */
export const targetOf = (move: Move, meant?: RequestStatus): RequestStatus | undefined => {
  const { to }: MoveRule = moves[move];
  if (meant !== undefined) return to.includes(meant) ? meant : undefined;
  return to.length === 1 ? to[0] : undefined;
};
