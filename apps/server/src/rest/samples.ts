// What the document shows as examples. They name nobody.

const address = { line1: '12 Mill Lane', city: 'Riverton', postalCode: '10115' };
const place = {
  jurisdictionId: 'riverton',
  point: { lon: 13.3846, lat: 52.5323 },
  precision: 'street',
  cell: '881f1d48b1fffff',
};
const id = '66f2a1c09b1e8a5d3c7f0e21';
const at = '2026-03-04T09:15:00.000Z';

export const newRequest = {
  title: 'Kitchen tap leaks',
  description: 'It drips day and night, and the cupboard below is getting wet.',
  category: 'plumbing',
  priority: 'high',
  address,
};

export const request = {
  id,
  number: 'PM-7KQ2X9TD',
  version: 1,
  status: 'submitted',
  ...newRequest,
  priorityFloor: null,
  effectivePriority: 'high',
  propertyId: null,
  location: null,
  place,
  waitingOn: 'homeowner',
  visibility: 'parties',
  resolution: null,
  closingText: null,
  allowedMoves: ['cancel'],
  editable: true,
  createdAt: at,
  updatedAt: at,
};

const { propertyId: _, location: __, editable: ___, ...seen } = request;
export const overseen = { ...seen, homeownerId: '5d41402abc4b2a76b9719d91', allowedMoves: ['reject'] };
export const rejection = {
  resolution: 'not_responsible',
  closingText: 'The pipe under the street belongs to the water company; we have told them.',
};
export const reopening = { reason: 'The leak is back' };
export const reinstatement = { reason: 'The pipe turned out to be ours' };
export const floor = { priorityFloor: 'urgent' };

export const requestEdit = { version: 1, title: 'Kitchen tap leaks badly', priority: 'urgent' };
export const withdrawal = { reason: 'Fixed it myself' };

export const event = {
  seq: 1,
  type: 'submitted',
  by: 'homeowner',
  at,
  from: null,
  to: 'submitted',
  fields: [],
  reason: null,
};

export const newProperty = { label: 'Home', kind: 'house', address };
export const property = {
  id,
  version: 1,
  ...newProperty,
  place,
  accessNotes: null,
  createdAt: at,
  updatedAt: at,
};
export const propertyEdit = { version: 1, accessNotes: 'The bell is broken: knock.' };

export const newProfile = {
  displayName: 'Brook Plumbing',
  about: 'Three fitters and a van.',
  trades: ['plumbing', 'heating'],
  serviceArea: { kind: 'circle', centre: { lon: 13.3846, lat: 52.5323 }, radiusM: 5000 },
  licences: [
    {
      trade: 'plumbing',
      number: 'PL-2210',
      issuer: 'City of Riverton',
      validUntil: '2027-12-31T23:00:00.000Z',
    },
  ],
  insurance: { insurer: 'Harbour Mutual', policyNumber: 'HM-77120', validUntil: '2026-12-31T23:00:00.000Z' },
  capacity: 4,
  currency: 'EUR',
  active: true,
};
const rating = { count: 3, quality: 4.67, time: 4, price: 3.33 };
export const profile = {
  id: '5d41402abc4b2a76b9719d92',
  version: 1,
  ...newProfile,
  areaResolution: 7,
  rating,
  createdAt: at,
  updatedAt: at,
};
export const contractor = {
  id: profile.id,
  displayName: newProfile.displayName,
  about: newProfile.about,
  trades: newProfile.trades,
  rating,
  licences: [{ trade: 'plumbing', validUntil: '2027-12-31T23:00:00.000Z', valid: true }],
  insured: true,
};
export const newPlan = {
  propertyId: id,
  title: 'Service the boiler',
  description: 'Yearly service, with a new filter.',
  category: 'heating',
  zone: 'Europe/Berlin',
  rrule: 'FREQ=YEARLY;BYMONTH=10;BYMONTHDAY=1',
  startsOn: '2026-01-01',
  leadDays: 14,
};
export const plan = {
  id,
  version: 1,
  ...newPlan,
  priority: null,
  nextDueAt: '2026-10-01T07:00:00.000Z',
  upcoming: ['2026-10-01T07:00:00.000Z', '2027-10-01T07:00:00.000Z', '2028-10-01T07:00:00.000Z'],
  lastRequestId: null,
  paused: false,
  pausedBecause: null,
  endedAt: null,
  createdAt: at,
  updatedAt: at,
};
export const planEdit = { version: 1, paused: true };
export const planEnd = { version: 1 };

export const category = {
  code: 'plumbing',
  name: 'Plumbing',
  group: 'Water',
  description: 'Pipes, taps, drains and toilets.',
  defaultPriority: 'normal',
  emergencyText: null,
  selfHelp: ['Turn off the stop valve under the sink.'],
  licenceRequired: true,
  checklist: [{ code: 'no-leaks', text: 'No leak under full pressure' }],
};

export const status = { status: 'ok', version: '0.1.0', time: at };
