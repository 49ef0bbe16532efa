import type { Allowances } from './kernel/allowances.ts';
import type { Clock } from './kernel/clock.ts';
import type { Ids } from './kernel/ids.ts';
import type { Categories } from './modules/category/category.ports.ts';
import type { Events, Relay } from './modules/event/event.ports.ts';
import type { Streams } from './modules/live/streams.ts';
import type { BlockedPeople, Blocks, Officials } from './modules/person/person.ports.ts';
import type { Places } from './modules/place/place.ports.ts';
import type { Plans } from './modules/plan/plan.ports.ts';
import type { Properties } from './modules/property/property.ports.ts';
import type { Requests } from './modules/request/request.ports.ts';

/** All that use cases may reach for; each declares its own slice as `Pick<Deps, …>`. Ports only, no driver type. */
export interface Deps {
  requests: Requests;
  properties: Properties;
  plans: Plans;
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
