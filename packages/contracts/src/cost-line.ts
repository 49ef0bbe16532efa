import * as z from 'zod/mini';
import { mostMinor } from './money.ts';
import { whenSound } from './sound.ts';
import { line } from './text.ts';

/** What a line of money pays for. */
export const costKinds = ['labour', 'material', 'fee', 'tax'] as const;
export const CostKind = z.enum(costKinds);
export type CostKind = z.infer<typeof CostKind>;

const perUnit = 1000;
const mostQuantity = 1_000_000;

/** How much there is of something: more than nothing, counted in thousandths. */
export const Quantity = z.number().check(
  z.gt(0),
  z.lte(mostQuantity),
  z.refine((given) => Math.round(given * perUnit) / perUnit === given, 'may have 3 decimals at most'),
);

/** The price of one unit, in minor units of the currency that the lines share. */
export const UnitPrice = z.int().check(z.gte(0), z.lte(mostMinor));

/** `h`, `m²`, `piece`. */
export const Unit = line(1, 16);

/** One line of a bill or of an estimate. */
export const CostLine = z.strictObject({
  kind: CostKind,
  text: line(1, 120),
  quantity: Quantity,
  unit: Unit,
  unitPrice: UnitPrice,
});
export type CostLine = z.infer<typeof CostLine>;

type Priced = Pick<CostLine, 'quantity' | 'unitPrice'>;

// A quantity of a million at the highest price has more digits than a number keeps.
const exactly = ({ quantity, unitPrice }: Priced): bigint => {
  const thousandths = BigInt(Math.round(quantity * perUnit)) * BigInt(unitPrice);
  return (thousandths * 2n + 1000n) / 2000n;
};

const most = BigInt(mostMinor);

const inMinor = (amount: bigint): number => {
  if (amount > most) throw new RangeError('This is more than an amount may be');
  return Number(amount);
};

/** What a line comes to, in minor units: quantity x price, rounded half up. Throws a RangeError beyond `mostMinor`. */
export const lineTotal = (priced: Priced): number => inMinor(exactly(priced));

/** Whether what a line comes to is no more than an amount may be. */
export const isAnAmount = (priced: Priced): boolean => exactly(priced) <= most;

/** What lines come to, in minor units: by kind, without tax (`net`) and with it (`total`). */
export const CostTotals = z.strictObject({
  labour: z.int(),
  material: z.int(),
  fee: z.int(),
  tax: z.int(),
  net: z.int(),
  total: z.int(),
});
export type CostTotals = z.infer<typeof CostTotals>;

const sumOf = (lines: readonly Priced[]) => lines.reduce((sum, one) => sum + exactly(one), 0n);

/** The sums of lines, each rounded by itself as it is shown. Throws a RangeError when they come to more than `mostMinor`. */
export const totalsOf = (lines: readonly CostLine[]): CostTotals => {
  const total = inMinor(sumOf(lines));
  const of = (kind: CostKind) => Number(sumOf(lines.filter((one) => one.kind === kind)));
  const tax = of('tax');
  return {
    labour: of('labour'),
    material: of('material'),
    fee: of('fee'),
    tax,
    net: total - tax,
    total,
  };
};

/** Between 1 and `count` lines that together come to no more than an amount may be. */
export const costLines = (count: number) =>
  z.array(CostLine).check(
    z.minLength(1),
    z.maxLength(count),
    z.refine((lines) => sumOf(lines) <= most, { ...whenSound, error: 'come to more than an amount may be' }),
  );

/** A line as it was stored, with what it comes to in minor units. */
export const StoredCostLine = z.strictObject({
  kind: CostKind,
  text: z.string(),
  quantity: z.number(),
  unit: z.string(),
  unitPrice: z.int(),
  total: z.int(),
});
export type StoredCostLine = z.infer<typeof StoredCostLine>;

/** The lines with what each comes to. */
export const priced = (lines: readonly CostLine[]): StoredCostLine[] =>
  lines.map((one) => ({ ...one, total: lineTotal(one) }));
