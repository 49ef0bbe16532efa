import type { SaveProfile } from '@pmp/contracts/contractor';
import type { ProfileFields, ProfileSave } from '../../src/modules/contractor/contractor.ports.ts';
import { points } from './place.ts';
import { hexId, instant, later } from './unique.ts';

/** What a contractor sends: plumbing and heating, five kilometres around the city. */
export const aProfile = (overrides: Partial<SaveProfile> = {}): SaveProfile => ({
  displayName: 'Brook Plumbing',
  about: 'Three fitters and a van.',
  trades: ['plumbing', 'heating'],
  serviceArea: { kind: 'circle', centre: points.rivertonCentre, radiusM: 5_000 },
  licences: [{ trade: 'plumbing', number: 'PL-2210', issuer: 'City of Riverton', validUntil: later(86_400) }],
  insurance: { insurer: 'Old Mutual', policyNumber: 'OM-77', validUntil: later(86_400) },
  capacity: 4,
  currency: 'EUR',
  active: true,
  ...overrides,
});

/** A contractor's first save. */
export const aSave = (
  fields: Partial<ProfileFields> = {},
  overrides: Partial<Omit<ProfileSave, 'fields'>> = {},
): ProfileSave => {
  const { version: _, commandKey: __, ...profile } = aProfile();
  return {
    contractorId: hexId(),
    expectedVersion: 0,
    fields: { ...profile, areaResolution: 7, ...fields },
    boardKeys: ['plumbing/one', 'plumbing/two'],
    at: instant,
    command: undefined,
    ...overrides,
  };
};
