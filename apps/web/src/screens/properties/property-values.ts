import type { CreateProperty, PropertyKind } from '@pmp/contracts/property';
import type { Property } from '../../api/find-listed.ts';
import { type AddressValues, addressLabels, emptyAddress, toAddress } from '../../forms/address-fields.tsx';

export interface PropertyValues {
  label: string;
  kind: PropertyKind;
  address: AddressValues;
  accessNotes: string;
}

export const emptyProperty: PropertyValues = {
  label: '',
  kind: 'house',
  address: emptyAddress,
  accessNotes: '',
};

export const propertyLabels = {
  label: 'Name',
  kind: 'Kind',
  accessNotes: 'How to get in',
  ...addressLabels,
} as const;

export const toCreateProperty = ({ label, kind, address, accessNotes }: PropertyValues): CreateProperty => ({
  label,
  kind,
  address: toAddress(address),
  ...(accessNotes.trim() !== '' && { accessNotes }),
});

export const propertyValuesOf = ({ label, kind, address, accessNotes }: Property): PropertyValues => ({
  label,
  kind,
  address: {
    line1: address.line1,
    line2: address.line2 ?? '',
    postalCode: address.postalCode,
    city: address.city,
  },
  accessNotes: accessNotes ?? '',
});

const propertyFields = ['label', 'kind', 'address', 'accessNotes'] as const;
export type PropertyField = (typeof propertyFields)[number];

// An address is one fact: the street of one and the city of another are nobody's.
const differ = (field: PropertyField, one: PropertyValues, other: PropertyValues): boolean =>
  JSON.stringify(one[field]) !== JSON.stringify(other[field]);

/** What differs from what was seen. An address that stayed keeps its exact point; what has no field here is kept. */
export const propertyChanges = (
  values: PropertyValues,
  seen: PropertyValues,
  { region, country }: Property['address'],
) => ({
  ...(differ('label', values, seen) && { label: values.label }),
  ...(differ('kind', values, seen) && { kind: values.kind }),
  ...(differ('accessNotes', values, seen) && { accessNotes: values.accessNotes }),
  ...(differ('address', values, seen) && {
    address: {
      ...toAddress(values.address),
      ...(region !== undefined && { region }),
      ...(country !== undefined && { country }),
    },
  }),
});

/** Where somebody else has changed the very field that is being changed here. */
export const propertyClashes = (
  mine: PropertyValues,
  seen: PropertyValues,
  now: PropertyValues,
): PropertyField[] =>
  propertyFields.filter(
    (field) => differ(field, now, seen) && differ(field, mine, seen) && differ(field, mine, now),
  );

/** Mine where I changed something, theirs elsewhere. */
export const mergeProperty = (
  mine: PropertyValues,
  seen: PropertyValues,
  now: PropertyValues,
): PropertyValues => ({
  label: differ('label', mine, seen) ? mine.label : now.label,
  kind: differ('kind', mine, seen) ? mine.kind : now.kind,
  address: differ('address', mine, seen) ? mine.address : now.address,
  accessNotes: differ('accessNotes', mine, seen) ? mine.accessNotes : now.accessNotes,
});
