import type { WorkEntry as WorkEntryView, WorkTotals } from '@pmp/contracts/work-log';
import type { WorkEntry } from './work-log.ports.ts';

/** What both parties of the job see. */
export const toWorkEntryView = ({
  contractorId: _,
  sortKey: __,
  amount,
  currency,
  ...entry
}: WorkEntry): WorkEntryView => ({ ...entry, amount: { minor: amount, currency } });

/** What the entries come to that were not removed. */
export const totalsOfWork = (entries: readonly WorkEntry[], currency: string | null): WorkTotals => {
  const counted = entries.filter(({ removedAt }) => removedAt === null);
  const of = (kind: WorkEntry['kind']) =>
    counted.reduce((sum, one) => (one.kind === kind ? sum + one.amount : sum), 0);
  const [labour, material, fee] = [of('labour'), of('material'), of('fee')];
  return {
    minutes: counted.reduce((sum, { minutes }) => sum + (minutes ?? 0), 0),
    labour,
    material,
    fee,
    total: labour + material + fee,
    currency,
  };
};
