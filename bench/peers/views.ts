import { effectivePriority } from '@pmp/contracts/category';
import { editableStatuses } from '@pmp/contracts/lifecycle';
import type { Award, HomeownerRequest, OfficialRequest, OpenJob } from '@pmp/contracts/request-view';
import { cellToLatLng } from 'h3-js';
import type { ObjectId } from 'mongodb';
import { allowedMoves } from './moves.ts';
import { type AwardDoc, everyone, type RequestDoc } from './stored.ts';

const idOf = (id: ObjectId | null | undefined) => (id ? id.toHexString() : null);

const core = (doc: RequestDoc) => ({
  id: doc._id.toHexString(),
  number: doc.number,
  title: doc.title,
  description: doc.description,
  category: doc.category,
  effectivePriority: effectivePriority(doc.priority, doc.priorityFloor ?? null),
  createdAt: doc.createdAt,
});

const common = (doc: RequestDoc) => ({
  ...core(doc),
  version: doc.version,
  status: doc.status,
  waitingOn: doc.waitingOn,
  resolution: doc.resolution,
  visits: doc.visits ?? [],
  hold: doc.hold ?? null,
  startedAt: doc.startedAt ?? null,
  returnedCount: doc.returnedCount ?? 0,
  updatedAt: doc.updatedAt,
  priority: doc.priority,
  priorityFloor: doc.priorityFloor ?? null,
  address: doc.address,
  place: doc.place,
  visibility: doc.visibility,
  closingText: doc.closingText ?? null,
  duplicateOfId: idOf(doc.duplicateOfId),
  reopenCount: doc.reopenCount ?? 0,
  endedAt: doc.endedAt ?? null,
});

const awardOf = (award: AwardDoc): Award => ({
  contractorId: award.contractorId.toHexString(),
  quoteId: idOf(award.quoteId),
  revision: award.revision,
  agreed: award.agreed,
  awardedAt: award.awardedAt,
  acceptedAt: award.acceptedAt,
  acceptDueAt: award.acceptDueAt,
  changeOrders: award.changeOrders.map(({ id, minor, state }) => ({
    id: id.toHexString(),
    total: { minor, currency: award.agreed.currency },
    state,
  })),
});

/** The fields that the platform answers a homeowner. */
export const forHomeowner = (doc: RequestDoc): HomeownerRequest => {
  const openTo = doc.openTo?.map((id) => id.toHexString()) ?? [];
  return {
    ...common(doc),
    allowedMoves: allowedMoves(doc, 'homeowner', new Date()),
    completion: doc.completion ?? null,
    propertyId: idOf(doc.propertyId),
    editable: editableStatuses.includes(doc.status),
    invitedIds: openTo.filter((id) => id !== everyone),
    published: openTo.includes(everyone),
    quoteDueAt: doc.quoteDueAt ?? null,
    spendCap: doc.spendCap ?? null,
    award: doc.award ? awardOf(doc.award) : null,
    windows: doc.windows ?? null,
    scores: doc.scores ?? null,
    invoice: doc.invoice ? { ...doc.invoice, id: doc.invoice.id.toHexString() } : null,
    lastContractorId: idOf(doc.lastContractorId),
  };
};

/** The fields that the platform answers an official. */
export const forOfficial = (doc: RequestDoc): OfficialRequest => ({
  ...common(doc),
  allowedMoves: allowedMoves(doc, 'official', new Date()),
  completion: doc.completion ? { ...doc.completion, cost: null } : null,
  homeownerId: doc.homeownerId.toHexString(),
  contractorId: idOf(doc.award?.contractorId),
});

const centreOf = (cell: string) => {
  const [lat, lon] = cellToLatLng(cell);
  return { lat, lon };
};

/** The fields that the platform answers a contractor who may quote. */
export const forBidder = (doc: RequestDoc, contractorId: ObjectId): OpenJob => {
  const { cell } = doc.place;
  return {
    ...core(doc),
    cell,
    roundedPoint: cell === null ? null : centreOf(cell),
    invited: doc.openTo?.some((id) => id.equals(contractorId)) ?? false,
    quoteDueAt: doc.quoteDueAt ?? null,
  };
};
