import type { Address } from '@pmp/contracts/place';
import type { ReactElement } from 'react';
import type { UseFormRegisterReturn } from 'react-hook-form';
import { TextField } from './text-field.tsx';

/** An address while it is typed: all text, nothing missing. */
export interface AddressValues {
  line1: string;
  line2: string;
  postalCode: string;
  city: string;
}

export const emptyAddress: AddressValues = { line1: '', line2: '', postalCode: '', city: '' };

export const addressLabels = {
  'address.line1': 'Street and number',
  'address.line2': 'Flat or floor',
  'address.postalCode': 'Postal code',
  'address.city': 'City',
} as const;
export type AddressPath = keyof typeof addressLabels;

/** As the contract wants it: what was left empty is left out. */
export const toAddress = ({ line1, line2, postalCode, city }: AddressValues): Address => ({
  line1,
  postalCode,
  city,
  ...(line2.trim() !== '' && { line2 }),
});

export function AddressFields({
  register,
  errorOf,
}: {
  register: (path: AddressPath) => UseFormRegisterReturn;
  errorOf: (path: string) => string | undefined;
}): ReactElement {
  const field = (path: AddressPath, autoComplete: string, optional = false) => (
    <TextField
      label={addressLabels[path]}
      registration={register(path)}
      error={errorOf(path)}
      autoComplete={autoComplete}
      optional={optional}
    />
  );
  return (
    <div className="fields">
      {field('address.line1', 'address-line1')}
      {field('address.line2', 'address-line2', true)}
      <div className="pair">
        {field('address.city', 'address-level2')}
        {field('address.postalCode', 'postal-code')}
      </div>
    </div>
  );
}
