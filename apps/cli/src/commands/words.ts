import type { RouterOutputs } from '@pmp/client';

type Address = RouterOutputs['homeowner']['properties']['list']['items'][number]['address'];

export const oneLine = ({ line1, line2, city, region, postalCode, country }: Address): string =>
  [line1, line2, `${postalCode} ${city}`, region, country].filter(Boolean).join(', ');

export const day = (at: Date): string => at.toISOString().slice(0, 10);

export const days = (count: number): string => `${count} ${count === 1 ? 'day' : 'days'}`;

export const moment = (at: Date): string => `${at.toISOString().slice(0, 19).replace('T', ' ')} UTC`;
