import { address, at, contractorId, euros, id, place } from './common.ts';

export const newRequest = {
  title: 'Kitchen tap leaks',
  description: 'It drips day and night, and the cupboard below is getting wet.',
  category: 'plumbing',
  priority: 'high',
  address,
};

const core = {
  id,
  number: 'PM-7KQ2X9TD',
  title: newRequest.title,
  description: newRequest.description,
  category: newRequest.category,
  effectivePriority: 'high',
  createdAt: at,
};

const standing = {
  version: 1,
  status: 'submitted',
  waitingOn: 'homeowner',
  resolution: null,
  visits: [],
  hold: null,
  startedAt: null,
  completion: null,
  returnedCount: 0,
  updatedAt: at,
};

const owners = {
  ...core,
  ...standing,
  priority: 'high',
  priorityFloor: null,
  address,
  place,
  visibility: 'parties',
  closingText: null,
  duplicateOfId: null,
  reopenCount: 0,
  endedAt: null,
};

/** As its homeowner sees it. */
export const request = {
  ...owners,
  allowedMoves: ['invite', 'offer', 'cancel', 'merge'],
  propertyId: null,
  location: null,
  editable: true,
  invitedIds: [],
  published: false,
  quoteDueAt: null,
  spendCap: null,
  award: null,
  windows: null,
  scores: null,
  invoice: null,
  lastContractorId: null,
};

/** As an official sees it. */
export const overseen = {
  ...owners,
  allowedMoves: ['reject', 'merge'],
  homeownerId: '5d41402abc4b2a76b9719d91',
  contractorId: null,
};

/** As a contractor sees it before they have it. */
export const openJob = {
  ...core,
  cell: place.cell,
  roundedPoint: { lon: 13.3861, lat: 52.5309 },
  invited: true,
  quoteDueAt: '2026-03-11T17:00:00.000Z',
};

/** As the contractor who has it sees it. */
export const job = {
  ...core,
  ...standing,
  status: 'assigned',
  waitingOn: 'contractor',
  allowedMoves: ['release', 'schedule', 'start', 'hold'],
  address,
  point: place.point,
  cell: place.cell,
  award: {
    contractorId,
    quoteId: null,
    revision: null,
    agreed: euros(50_000),
    awardedAt: at,
    acceptedAt: at,
    acceptDueAt: null,
    changeOrders: [],
  },
  windows: null,
  scores: null,
  invoice: null,
};

/** A visit in a contractor's calendar. */
export const booking = {
  requestId: id,
  number: core.number,
  start: '2026-03-06T08:00:00.000Z',
  end: '2026-03-06T11:00:00.000Z',
  zone: 'Europe/Berlin',
};

export const access = { accessNotes: 'The bell is broken: knock.', address, point: place.point };
