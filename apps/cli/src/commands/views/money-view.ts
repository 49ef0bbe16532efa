import type { RouterOutputs } from '@pmp/client';
import { formatMoney } from '../../money.ts';
import type { Column } from '../../table.ts';
import { day, days, moment } from '../words.ts';

type Own = RouterOutputs['contractor']['quotes']['get'];
type Comparison = RouterOutputs['homeowner']['quotes']['list'];
type Compared = Comparison['quotes'][number];
type Invoice = RouterOutputs['homeowner']['invoices']['get'];
type Order = RouterOutputs['homeowner']['changeOrders']['list'][number];
type Log = RouterOutputs['homeowner']['workLog']['list'];

type Fields = [string, string][];
type Line = Invoice['lines'][number];
type Content = Pick<
  Compared,
  'lines' | 'totals' | 'currency' | 'validUntil' | 'leadDays' | 'durationDays' | 'note'
>;

const linesOf = (lines: readonly Line[], currency: string): string =>
  lines
    .map(({ kind, text, quantity, unit, unitPrice, total }) => {
      const [each, all] = [unitPrice, total].map((minor) => formatMoney({ minor, currency }));
      return `${kind}: ${text}, ${quantity} ${unit} at ${String(each)} = ${String(all)}`;
    })
    .join('\n');

const contentOf = (content: Content): Fields => [
  ['lines', linesOf(content.lines, content.currency)],
  ['total', formatMoney({ minor: content.totals.total, currency: content.currency })],
  ['valid until', moment(content.validUntil)],
  ['begins in', days(content.leadDays)],
  ['takes', days(content.durationDays)],
  ...(content.note === '' ? [] : [['note', content.note] as [string, string]]),
];

const totalOf = ({ totals, currency }: Content): string => formatMoney({ minor: totals.total, currency });

/** A quote of one's own as a row of a table. */
export const ownQuoteColumns: readonly Column<Own>[] = [
  { title: 'request', value: ({ requestId }) => requestId },
  { title: 'number', value: ({ request }) => request.number },
  { title: 'state', value: ({ state }) => state },
  { title: 'total', value: ({ current }) => (current ? totalOf(current) : '') },
  { title: 'title', value: ({ request }) => request.title, shrinks: true },
];

/** A quote as its contractor sees it; a draft is shown where nothing has been submitted. */
export const ownQuoteFields = (quote: Own): Fields => {
  const content = quote.current ?? quote.draft;
  return [
    ['id', quote.id],
    ['request', `${quote.request.number} ${quote.request.title}`],
    ['state', quote.state],
    ['revision', quote.current ? String(quote.current.revision) : 'a draft, which only you see'],
    ...(content ? contentOf(content) : []),
    ['version', String(quote.version)],
    ['updated', moment(quote.updatedAt)],
  ];
};

type Marked = Compared & { mark: string };
/** Quotes with what marks them out. */
export const markedQuotes = ({ quotes, cheapestId, fastestId }: Comparison): Marked[] =>
  quotes.map((quote) => ({
    ...quote,
    mark: [quote.id === cheapestId && 'cheapest', quote.id === fastestId && 'fastest']
      .filter(Boolean)
      .join(', '),
  }));

/** Quotes side by side. */
export const comparedColumns: readonly Column<Marked>[] = [
  { title: 'id', value: ({ id }) => id },
  { title: 'revision', value: ({ revision }) => String(revision) },
  { title: 'total', value: totalOf },
  { title: 'done in', value: ({ leadDays, durationDays }) => days(leadDays + durationDays) },
  { title: 'state', value: ({ state, expired }) => (expired ? 'expired' : state) },
  { title: 'mark', value: ({ mark }) => mark },
  {
    title: 'contractor',
    value: ({ contractor, contractorId }) => contractor?.displayName ?? contractorId,
    shrinks: true,
  },
];

/** A quote as the homeowner sees it. */
export const comparedFields = (quote: Compared): Fields => [
  ['id', quote.id],
  ['contractor', `${quote.contractor?.displayName ?? 'no profile'} (${quote.contractorId})`],
  ['state', quote.expired ? 'expired' : quote.state],
  ['revision', String(quote.revision)],
  ...contentOf(quote),
  ['within cap', quote.withinCap ? 'yes' : 'no'],
];

/** A change order as a row of a table. */
export const orderColumns: readonly Column<Order>[] = [
  { title: 'id', value: ({ id }) => id },
  { title: 'state', value: ({ state }) => state },
  { title: 'total', value: ({ total }) => formatMoney(total) },
  { title: 'proposed', value: ({ createdAt }) => moment(createdAt) },
  { title: 'why', value: ({ reason }) => reason, shrinks: true },
];

/** An entry of a work log as a row of a table. */
export const workColumns: readonly Column<Log['items'][number]>[] = [
  { title: 'id', value: ({ id }) => id },
  { title: 'at', value: ({ at }) => moment(at) },
  { title: 'kind', value: ({ kind }) => kind },
  { title: 'minutes', value: ({ minutes }) => (minutes === null ? '' : String(minutes)) },
  { title: 'amount', value: ({ amount }) => formatMoney(amount) },
  { title: 'removed', value: ({ removedAt }) => (removedAt === null ? '' : day(removedAt)) },
  { title: 'what', value: ({ text }) => text, shrinks: true },
];

/** What all of a work log comes to. */
export const workTotals = ({ totals: { minutes, total, currency } }: Log): string =>
  `In all ${minutes} minutes${currency === null ? '' : `, ${formatMoney({ minor: total, currency })}`}.`;

/** An invoice beside what was agreed. */
export const invoiceFields = (invoice: Invoice): Fields => [
  ['id', invoice.id],
  ['state', invoice.state],
  ['lines', linesOf(invoice.lines, invoice.total.currency)],
  ['total', formatMoney(invoice.total)],
  ['agreed', formatMoney(invoice.agreed)],
  ['variance', formatMoney({ minor: invoice.variance.minor, currency: invoice.total.currency })],
  ...(invoice.note === null ? [] : [['note', invoice.note] as [string, string]]),
  ...(invoice.dueAt === null ? [] : [['due', moment(invoice.dueAt)] as [string, string]]),
  ['version', String(invoice.version)],
];
