import { contractorId, euros, id } from './common.ts';

export const bare = { version: 1 };
export const requestEdit = { version: 1, title: 'Kitchen tap leaks badly', priority: 'urgent' };
export const invitation = {
  contractorIds: [contractorId],
  publish: false,
  quoteDueAt: '2026-03-11T17:00:00.000Z',
  spendCap: euros(80_000),
};
export const offer = { contractorId, spendCap: euros(50_000), acceptDueAt: '2026-03-06T17:00:00.000Z' };
export const release = { reason: 'We cannot agree on a day', partCost: euros(12_000) };
export const hold = {
  holdReason: 'parts',
  reason: 'The cartridge is on order',
  until: '2026-03-18T07:00:00.000Z',
};
export const completion = {
  note: 'New cartridge; tested under full pressure.',
  done: ['no-leaks'],
  labourMinutes: 90,
  cost: euros(42_500),
  warrantyDays: 365,
};
export const sendingBack = { reason: 'It still drips when the tap is shut' };
export const rating = { quality: 5, time: 4, price: 4 };
export const withdrawal = { reason: 'Fixed it myself' };
export const restoration = { reason: 'It leaks again after all' };
export const merge = { duplicateOfId: id };
export const rejection = {
  resolution: 'not_responsible',
  closingText: 'The pipe under the street belongs to the water company; we have told them.',
};
export const reopening = { reason: 'The leak is back' };
export const reinstatement = { reason: 'The pipe turned out to be ours' };
export const stopWork = { reason: 'The wall carries the floor above: an engineer has to look first' };
export const liftStopWork = { reason: 'The engineer has been there' };
export const floor = { priorityFloor: 'urgent' };
export const windows = {
  zone: 'Europe/Berlin',
  windows: [
    { start: '2026-03-06T08:00:00.000Z', end: '2026-03-06T11:00:00.000Z' },
    { start: '2026-03-07T08:00:00.000Z', end: '2026-03-07T11:00:00.000Z' },
  ],
};
export const confirmedWindow = { start: '2026-03-06T08:00:00.000Z' };
export const cancelledVisit = { reason: 'The child is ill' };
