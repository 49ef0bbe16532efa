import type { Address } from '@pmp/contracts/place';

/** An address as the lines of an envelope. */
export const addressLines = ({ line1, line2, city, region, postalCode, country }: Address): string[] =>
  [line1, line2, [postalCode, city].join(' '), [region, country].filter(Boolean).join(', ')].filter(
    (line): line is string => Boolean(line),
  );

export const addressLine = (address: Address): string => `${address.line1}, ${address.city}`;
