import type { CostLine } from '@pmp/contracts/cost-line';
import type { Step } from '../deed.ts';
import { type Life, life } from '../life.ts';

/** A case that the demo means to show, told day by day. */
export interface FeaturedCase {
  /** Which of the owners: 0 and 1 can sign in. */
  readonly owner: number;
  /** A key of `troubles` and one of its titles. */
  readonly trouble: readonly [category: string, title: string];
  /** The day of the report, counted from the day on which the city is filled. */
  readonly from: number;
  readonly draft?: true;
  readonly steps: readonly Step[];
}

type Trouble = FeaturedCase['trouble'];

/** A usual life, and what happens after it. */
export const job = (owner: number, trouble: Trouble, told: Life, ...after: Step[]): FeaturedCase => ({
  owner,
  trouble,
  from: told.from,
  steps: [...life(told), ...after],
});

/** A request that no job has come of, and what happened to it. */
export const plain = (owner: number, trouble: Trouble, from: number, ...steps: Step[]): FeaturedCase => ({
  owner,
  trouble,
  from,
  steps,
});

/** Work that was not part of the quote. */
export const extra = (text: string, unitPrice: number): CostLine[] => [
  { kind: 'material', text, quantity: 1, unit: 'piece', unitPrice },
];
