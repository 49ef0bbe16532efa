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

/** What differs from the stored one. An address that stayed keeps its exact point; what has no field here is kept. */
export const propertyChanges = (values: PropertyValues, stored: Property) => {
  const before = propertyValuesOf(stored);
  const { region, country } = stored.address;
  return {
    ...(values.label !== before.label && { label: values.label }),
    ...(values.kind !== before.kind && { kind: values.kind }),
    ...(values.accessNotes !== before.accessNotes && { accessNotes: values.accessNotes }),
    ...(JSON.stringify(values.address) !== JSON.stringify(before.address) && {
      address: {
        ...toAddress(values.address),
        ...(region !== undefined && { region }),
        ...(country !== undefined && { country }),
      },
    }),
  };
};
