import type { Allowances } from './kernel/allowances.ts';
import type { Clock } from './kernel/clock.ts';
import type { Ids } from './kernel/ids.ts';
import type { Transact } from './kernel/transact.ts';
import type { Calendars } from './modules/calendar/calendar.ports.ts';
import type { Categories } from './modules/category/category.ports.ts';
import type { ChangeOrders } from './modules/change-order/change-order.ports.ts';
import type { Contractors } from './modules/contractor/contractor.ports.ts';
import type { Events, Relay } from './modules/event/event.ports.ts';
import type { Invoices } from './modules/invoice/invoice.ports.ts';
import type { Streams } from './modules/live/streams.ts';
import type { BlockedPeople, Blocks, Officials } from './modules/person/person.ports.ts';
import type { Places } from './modules/place/place.ports.ts';
import type { Plans } from './modules/plan/plan.ports.ts';
import type { Properties } from './modules/property/property.ports.ts';
import type { QuoteEntry, Quotes } from './modules/quote/quote.ports.ts';
import type { Requests } from './modules/request/request.ports.ts';
import type { WorkEntries } from './modules/work-log/work-log.ports.ts';

/** What a transaction can write. */
export type TransactionPorts = Pick<Deps, 'requests' | 'contractors' | 'calendars' | 'quotes' | 'invoices'>;

/** All that use cases may reach for; each declares its own slice as `Pick<Deps, …>`. Ports only, no driver type. */
export interface Deps {
  requests: Requests;
  /** Several documents at once, or none. */
  transact: Transact<TransactionPorts>;
  quotes: Quotes;
  /** Of the quotes' own tails. */
  quoteRelay: Relay<QuoteEntry>;
  properties: Properties;
  contractors: Contractors;
  plans: Plans;
  calendars: Calendars;
  changeOrders: ChangeOrders;
  workEntries: WorkEntries;
  invoices: Invoices;
  categories: Categories;
  places: Places;
  events: Events;
  relay: Relay;
  /** The open streams of this process. */
  streams: Streams;
  blocks: Blocks;
  blocked: BlockedPeople;
  officials: Officials;
  allowances: Allowances;
  clock: Clock;
  ids: Ids;
  /** The running release, for `public.status`. */
  version: string;
}
