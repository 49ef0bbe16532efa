import type { CostLine } from '@pmp/contracts/cost-line';
import { contractorOf } from './contractors.ts';
import type { Step } from './deed.ts';
import { day, type Moment } from './moment.ts';

/** How far a job has come. */
export const stages = [
  'invited',
  'quoted',
  'awarded',
  'windows',
  'scheduled',
  'started',
  'completed',
  'closed',
  'rated',
  'invoiced',
  'paid',
] as const;
export type Stage = (typeof stages)[number];

export interface Life {
  /** The day of the report, counted from the day on which the city is filled: less than nothing. */
  from: number;
  /** Who gets the job, if it comes to that. */
  by: string;
  /** Who quotes besides, at other prices. */
  rivals?: readonly string[];
  until: Stage;
  hours?: number;
  /** What parts cost, in cents. */
  material?: number;
  /** Everybody of the trade and area may quote too. */
  publish?: boolean;
  cap?: number;
  /** The day on which the homeowner means to choose. */
  dueIn?: number;
  /** For how many days after the report the quotes hold. */
  valid?: number;
  /** The day of the visit; without one no times are offered and the work begins unannounced. */
  visit?: number;
  visitHour?: number;
}

/** Labour, parts and tax of a job. */
export const billOf = (key: string, hours: number, material: number): CostLine[] => {
  const line = (kind: CostLine['kind'], text: string, unitPrice: number): CostLine => ({
    kind,
    text,
    quantity: 1,
    unit: 'sum',
    unitPrice,
  });
  return [
    { kind: 'labour', text: 'Work on site', quantity: hours, unit: 'h', unitPrice: contractorOf(key).hourly },
    line('material', 'Parts and small material', material),
    line('fee', 'Travel', 2_500),
    line('tax', 'Sales tax on parts', Math.round(material * 0.07)),
  ];
};

/** The usual life of a case up to a stage; what is out of the ordinary is put after it. */
export const life = (asked: Life): Step[] => {
  const { from, by, until, hours = 3, material = 6_400 } = asked;
  const reached = (stage: Stage) => stages.indexOf(stage) <= stages.indexOf(until);
  const bill = billOf(by, hours, material);
  const validUntil = day(from + (asked.valid ?? 45));
  const steps: Step[] = [invitation(asked)];
  if (reached('quoted')) {
    steps.push({ at: day(from + 1), do: 'quote', by, lines: bill, validUntil });
    for (const [index, rival] of (asked.rivals ?? []).entries()) {
      const lines = billOf(rival, hours + 1 + index, material + 900 * (index + 1));
      steps.push({ at: day(from + 1, 17 + index), do: 'quote', by: rival, lines, validUntil });
    }
  }
  if (reached('awarded')) steps.push({ at: day(from + 2), do: 'accept', by });
  const visitAt = asked.visit === undefined ? undefined : day(asked.visit, asked.visitHour);
  if (visitAt !== undefined && reached('windows'))
    steps.push(...visits(asked, visitAt, reached('scheduled')));
  const begun = asked.visit ?? from + 4;
  if (reached('started')) steps.push({ at: (visitAt ?? day(begun)) - 10, do: 'start' });
  if (reached('completed')) {
    const note = 'Done and tried out together with the owner.';
    steps.push({
      at: day(begun + 1, 18),
      do: 'complete',
      note,
      labourMinutes: hours * 60,
      warrantyDays: 365,
    });
  }
  if (reached('closed')) steps.push({ at: day(begun + 2), do: 'confirm' });
  if (reached('rated')) steps.push({ at: day(begun + 2, 16), do: 'rate', scores: scoresOf(asked) });
  if (reached('invoiced')) {
    steps.push({ at: day(begun + 3), do: 'invoice', lines: bill, dueAt: day(begun + 40) });
  }
  if (reached('paid')) steps.push({ at: day(begun + 6), do: 'pay' });
  return steps;
};

const invitation = ({ from, by, rivals = [], publish = false, dueIn, cap }: Life): Step => ({
  at: day(from, 20),
  do: 'invite',
  contractors: publish ? [] : [by, ...rivals],
  publish,
  ...(dueIn !== undefined && { dueAt: day(dueIn) }),
  ...(cap !== undefined && { cap }),
});

/** The contractor offers two times, and the homeowner agrees to the first. */
const visits = ({ from }: Life, visitAt: Moment, isAgreed: boolean): Step[] => [
  { at: day(from + 2, 19), do: 'offerWindows', starts: [visitAt, visitAt - 24 * 60] },
  ...(isAgreed ? [{ at: day(from + 2, 22), do: 'confirmWindow', start: visitAt } as const] : []),
];

const scoresOf = ({ from, hours = 3 }: Life) => ({
  quality: 5 - (Math.abs(from) % 3 === 0 ? 1 : 0),
  time: 3 + (Math.abs(from) % 3),
  price: 5 - (hours % 3),
});
