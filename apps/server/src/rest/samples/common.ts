// What the document shows as examples. They name nobody.

export const id = '66f2a1c09b1e8a5d3c7f0e21';
export const contractorId = '5d41402abc4b2a76b9719d92';
export const at = '2026-03-04T09:15:00.000Z';

export const address = { line1: '12 Mill Lane', city: 'Riverton', postalCode: '10115' };
export const place = {
  jurisdictionId: 'riverton',
  point: { lon: 13.3846, lat: 52.5323 },
  precision: 'street',
  cell: '881f1d48b1fffff',
};
export const euros = (minor: number) => ({ minor, currency: 'EUR' });
