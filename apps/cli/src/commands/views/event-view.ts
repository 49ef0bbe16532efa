import type { RouterOutputs } from '@pmp/client';
import { formatMoney } from '../../money.ts';
import type { Column } from '../../table.ts';
import { moment } from '../words.ts';

type Event = RouterOutputs['homeowner']['requests']['timeline'][number];

const factsOf = ({ fields, reason, facts }: Event): string =>
  [
    fields.join(', '),
    reason,
    facts.holdReason,
    facts.amount && formatMoney(facts.amount),
    facts.partCost && `part done: ${formatMoney(facts.partCost)}`,
    facts.disputed && 'disputed',
    facts.start && `visit ${moment(facts.start)}`,
    facts.until && `until ${moment(facts.until)}`,
  ]
    .filter(Boolean)
    .join('; ');

/** What happened to a request, one event a row. */
export const eventColumns: readonly Column<Event>[] = [
  { title: 'seq', value: ({ seq }) => String(seq) },
  { title: 'at', value: ({ at }) => moment(at) },
  { title: 'by', value: ({ by }) => by },
  { title: 'what', value: ({ type }) => type },
  { title: 'now', value: ({ to }) => to },
  { title: 'more', value: factsOf, shrinks: true },
];
