const hour = 3_600_000;

/** So many hours ahead, to the minute. */
export const soon = (hours: number) => new Date(Math.ceil((Date.now() + hours * hour) / 60_000) * 60_000);

/** So many hours of labour, parts and tax, for the next two weeks. */
export const quote = (hours: number, pricePerHour: number) => ({
  lines: [
    {
      kind: 'labour' as const,
      text: 'Replace the trap',
      quantity: hours,
      unit: 'h',
      unitPrice: pricePerHour,
    },
    { kind: 'material' as const, text: 'Trap and seals', quantity: 1, unit: 'set', unitPrice: 4_950 },
    { kind: 'tax' as const, text: 'Sales tax', quantity: 1, unit: 'sum', unitPrice: 1_400 },
  ],
  currency: 'USD',
  validUntil: soon(24 * 14),
  leadDays: 2,
  durationDays: 1,
  note: 'Parts are in the van.',
});
