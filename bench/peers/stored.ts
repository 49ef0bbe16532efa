import type { Priority } from '@pmp/contracts/category';
import type { RequestStatus, Resolution, Visibility, WaitingOn } from '@pmp/contracts/lifecycle';
import type { Money } from '@pmp/contracts/money';
import type { Address, Place } from '@pmp/contracts/place';
import type {
  Award,
  Completion,
  Hold,
  InvoiceBrief,
  Scores,
  Visit,
  WindowOffer,
} from '@pmp/contracts/request-view';
import type { ObjectId } from 'mongodb';

export interface AwardDoc extends Omit<Award, 'contractorId' | 'quoteId' | 'changeOrders'> {
  contractorId: ObjectId;
  quoteId: ObjectId | null;
  atVersion: number;
  changeOrders: { id: ObjectId; minor: number; state: Award['changeOrders'][number]['state'] }[];
}

/** A stored request. What has not happened to it yet is absent. */
export interface RequestDoc {
  _id: ObjectId;
  number: string;
  version: number;
  status: RequestStatus;
  homeownerId: ObjectId;
  propertyId: ObjectId | null;
  title: string;
  description: string;
  category: string;
  priority: Priority;
  address: Address;
  place: Place;
  waitingOn: WaitingOn;
  visibility: Visibility;
  resolution: Resolution | null;
  createdAt: Date;
  updatedAt: Date;
  sk: string;
  priorityFloor?: Priority | null;
  closingText?: string | null;
  duplicateOfId?: ObjectId | null;
  openTo?: ObjectId[];
  quoteDueAt?: Date | null;
  spendCap?: Money | null;
  award?: AwardDoc | null;
  windows?: WindowOffer | null;
  visits?: Visit[];
  hold?: Hold | null;
  pausedMs?: number;
  startedAt?: Date | null;
  completion?: Completion | null;
  reminded?: boolean;
  scores?: Scores | null;
  invoice?: (Omit<InvoiceBrief, 'id'> & { id: ObjectId }) | null;
  returnedCount?: number;
  reopenCount?: number;
  lastContractorId?: ObjectId | null;
  endedAt?: Date;
  board?: string[];
  dueAt?: Date;
  commands?: { key: string; hash: string }[];
}

/** Among those who may quote, it stands for all. */
export const everyone = '0'.repeat(24);
