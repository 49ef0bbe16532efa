import { at, contractorId } from './common.ts';

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
  id: contractorId,
  version: 1,
  ...newProfile,
  areaResolution: 7,
  rating,
  createdAt: at,
  updatedAt: at,
};
export const contractor = {
  id: contractorId,
  displayName: newProfile.displayName,
  about: newProfile.about,
  trades: newProfile.trades,
  rating,
  licences: [{ trade: 'plumbing', validUntil: '2027-12-31T23:00:00.000Z', valid: true }],
  insured: true,
};
