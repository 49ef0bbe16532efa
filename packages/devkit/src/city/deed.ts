import type { CostLine } from '@pmp/contracts/cost-line';
import type { CreateProperty } from '@pmp/contracts/property';
import type { CreateRequest, UpdateRequest } from '@pmp/contracts/request';
import type { CancelRequest, HoldJob, RateJob, RejectRequest } from '@pmp/contracts/request-moves';
import type { DemoCity } from './map.ts';
import type { Moment } from './moment.ts';
import type { DemoOwner } from './people.ts';

/** What each deed needs to be told. Contractors are meant by their key; who has the job acts where none is named. */
interface DeedFields {
  edit: { fields: Pick<UpdateRequest, 'title' | 'description' | 'priority'> };
  cancel: { fields: Pick<CancelRequest, 'reason'> };
  reject: { fields: Pick<RejectRequest, 'resolution' | 'closingText'> };
  reinstate: { reason: string };
  /** `into` is the `clientKey` of an earlier request of the same home. */
  merge: { into: string };
  invite: { contractors: readonly string[]; publish: boolean; dueAt?: Moment; cap?: number };
  quote: { by: string; lines: readonly CostLine[]; validUntil: Moment };
  withdraw: { by: string; reason: string };
  accept: { by: string };
  offer: { to: string; cap: number; acceptDueAt: Moment };
  acceptOffer: Record<never, never>;
  release: { reason: string };
  offerWindows: { starts: readonly Moment[] };
  confirmWindow: { start: Moment };
  start: Record<never, never>;
  hold: { fields: Pick<HoldJob, 'holdReason' | 'reason'>; until?: Moment };
  stopWork: { reason: string };
  log: { text: string; minutes: number };
  propose: { lines: readonly CostLine[]; reason: string };
  approve: Record<never, never>;
  decline: { reason: string };
  complete: { note: string; labourMinutes: number; warrantyDays: number };
  sendBack: { reason: string };
  confirm: Record<never, never>;
  rate: { scores: Pick<RateJob, 'quality' | 'time' | 'price'> };
  invoice: { lines: readonly CostLine[]; dueAt: Moment };
  pay: Record<never, never>;
  reopen: { reason: string };
}

export type DeedName = keyof DeedFields;

/** Something that somebody does about a request, and when. */
export type Step<Name extends DeedName = DeedName> = {
  [N in Name]: { readonly do: N; readonly at: Moment } & Readonly<DeedFields[N]>;
}[Name];

export interface PlannedHome {
  readonly owner: DemoOwner;
  readonly city: DemoCity;
  readonly property: CreateProperty;
}

/** One request's story. */
export interface PlannedRequest {
  readonly owner: DemoOwner;
  /** Which of the owner's homes; an address of its own when absent. */
  readonly home: PlannedHome | undefined;
  readonly report: CreateRequest;
  readonly at: Moment;
  /** In the order in which they happen. */
  readonly steps: readonly Step[];
}
