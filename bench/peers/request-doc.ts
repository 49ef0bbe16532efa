import { effectivePriority, type Priority } from '@pmp/contracts/category';
import {
  allowedMoves,
  editableStatuses,
  type RequestStatus,
  requestStatuses,
} from '@pmp/contracts/lifecycle';
import type { ObjectId } from 'mongodb';

/** A stored request, as far as a view needs it. */
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
  priorityFloor: Priority | null;
  address: object;
  place: object;
  waitingOn: string;
  visibility: string;
  resolution: string | null;
  closingText: string | null;
  createdAt: Date;
  updatedAt: Date;
  sk: string;
  commands?: { key: string; hash: string }[];
}

/** Worked out once: which moves each role has in each state. */
const movesOf = {
  homeowner: Object.fromEntries(requestStatuses.map((status) => [status, allowedMoves(status, 'homeowner')])),
  official: Object.fromEntries(requestStatuses.map((status) => [status, allowedMoves(status, 'official')])),
};

const common = (doc: RequestDoc) => ({
  id: doc._id.toHexString(),
  number: doc.number,
  version: doc.version,
  status: doc.status,
  title: doc.title,
  description: doc.description,
  category: doc.category,
  priority: doc.priority,
  priorityFloor: doc.priorityFloor ?? null,
  effectivePriority: effectivePriority(doc.priority, doc.priorityFloor ?? null),
  address: doc.address,
  place: doc.place,
  waitingOn: doc.waitingOn,
  visibility: doc.visibility,
  resolution: doc.resolution,
  closingText: doc.closingText ?? null,
  createdAt: doc.createdAt,
  updatedAt: doc.updatedAt,
});

/** The fields that the platform answers a homeowner. */
export const forHomeowner = (doc: RequestDoc) => ({
  ...common(doc),
  allowedMoves: movesOf.homeowner[doc.status],
  propertyId: doc.propertyId && doc.propertyId.toHexString(),
  editable: editableStatuses.includes(doc.status),
});

/** The fields that the platform answers an official. */
export const forOfficial = (doc: RequestDoc) => ({
  ...common(doc),
  allowedMoves: movesOf.official[doc.status],
  homeownerId: doc.homeownerId.toHexString(),
});
