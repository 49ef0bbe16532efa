import type { CreateProperty } from '@pmp/contracts/property';
import { sortKey } from '../../src/kernel/sort-key.ts';
import type { Property } from '../../src/modules/property/property.ports.ts';
import { anAddress, aPlace } from './place.ts';
import { hexId, instant } from './unique.ts';

export const aProperty = (overrides: Partial<Property> = {}): Property => {
  const id = overrides.id ?? hexId();
  const createdAt = overrides.createdAt ?? instant;
  return {
    id,
    version: 1,
    ownerId: hexId(),
    label: 'Home',
    kind: 'house',
    address: anAddress(),
    place: aPlace(),
    accessNotes: null,
    createdAt,
    updatedAt: createdAt,
    sortKey: sortKey(createdAt, id),
    ...overrides,
  };
};

/** What a homeowner sends to add a property. */
export const aNewProperty = (overrides: Partial<CreateProperty> = {}): CreateProperty => ({
  label: 'Home',
  kind: 'house',
  address: anAddress(),
  ...overrides,
});
