import type { ErrorData } from '@pmp/contracts/error';
import type { QuoteEventType, QuoteFacts, StoredQuoteState } from '@pmp/contracts/quote-view';
import {
  type AnyTRPCRouter,
  callTRPCProcedure,
  getTRPCErrorFromUnknown,
  getTRPCErrorShape,
} from '@trpc/server';
import type { Principal } from '../src/auth/principal.ts';
import type { Deps } from '../src/deps.ts';
import { createAllowances } from '../src/kernel/allowances.ts';
import { createStreams } from '../src/modules/live/streams.ts';
import { createGazetteer } from '../src/modules/place/gazetteer.ts';
import { appRouter } from '../src/router.ts';
import type { Context } from '../src/trpc/context.ts';
import { createCallerFactory } from '../src/trpc/init.ts';
import { milford, riverton } from './factories/place.ts';
import { fakeBlocked } from './fakes/fake-blocked.ts';
import { fakeBlocks, fakeOfficials } from './fakes/fake-blocks.ts';
import { fakeCalendars } from './fakes/fake-calendars.ts';
import { fakeCategories } from './fakes/fake-categories.ts';
import { fakeChangeOrders } from './fakes/fake-change-orders.ts';
import { fakeClock } from './fakes/fake-clock.ts';
import { fakeContractors } from './fakes/fake-contractors.ts';
import { fakeEvents } from './fakes/fake-events.ts';
import { fakeIds } from './fakes/fake-ids.ts';
import { fakeInvoices } from './fakes/fake-invoices.ts';
import { fakePlans } from './fakes/fake-plans.ts';
import { fakeProperties } from './fakes/fake-properties.ts';
import { fakeQuotes } from './fakes/fake-quotes.ts';
import { fakeRelay } from './fakes/fake-relay.ts';
import { fakeRequests } from './fakes/fake-requests.ts';
import { fakeTransact } from './fakes/fake-transact.ts';
import { fakeWorkEntries } from './fakes/fake-work-entries.ts';

export const testRequestId = 'test-request-id';

const createCaller = createCallerFactory(appRouter);

const contextOf = (deps: Deps, principal: Principal | null): Context => ({
  deps,
  principal,
  requestId: testRequestId,
});

/** Calls procedures as `principal`, on any dependencies. */
export const callerOf = (deps: Deps, principal: Principal | null) => createCaller(contextOf(deps, principal));

export type Caller = ReturnType<typeof callerOf>;

/** Calls a procedure by its path, as the doors do, with an input that no type has checked. */
export const callPath = (ctx: Context, path: string, input: unknown): Promise<unknown> => {
  const procedures: AnyTRPCRouter['_def']['procedures'] = appRouter._def.procedures;
  return callTRPCProcedure({
    router: appRouter,
    path,
    getRawInput: async () => input,
    ctx,
    type: procedures[path]._def.type,
    signal: undefined,
    batchIndex: 0,
  });
};

/** The whole API on fakes: a clock that stands, ids that count, a relay that waits to be told. */
export const createTestApi = (overrides: Partial<Deps> = {}) => {
  const clock = fakeClock();
  const requests = fakeRequests();
  const properties = fakeProperties();
  const contractors = fakeContractors();
  const plans = fakePlans();
  const calendars = fakeCalendars();
  const changeOrders = fakeChangeOrders();
  const invoices = fakeInvoices();
  const events = fakeEvents();
  const relay = fakeRelay({ events, tails: requests });
  const quotes = fakeQuotes();
  const quoteEvents = fakeEvents<QuoteEventType, StoredQuoteState, QuoteFacts>();
  const quoteRelay = fakeRelay({ events: quoteEvents, tails: quotes });
  const blocks = fakeBlocks();
  const blocked = fakeBlocked();
  const deps: Deps = {
    requests,
    properties,
    contractors,
    plans,
    calendars,
    quotes,
    quoteRelay,
    changeOrders,
    workEntries: fakeWorkEntries(),
    invoices,
    transact: fakeTransact({ requests, contractors, calendars, quotes, invoices }),
    categories: fakeCategories(),
    places: createGazetteer([riverton, milford]),
    events,
    relay,
    streams: createStreams({ clock }),
    blocks,
    blocked,
    officials: fakeOfficials(),
    // Tests of limits bring their own.
    allowances: createAllowances({ requestsADay: 0, properties: 0, plans: 0 }),
    clock,
    ids: fakeIds(),
    version: '0.0.0-test',
    ...overrides,
  };
  return {
    deps,
    clock,
    requests,
    contractors,
    calendars,
    quotes,
    quoteEvents,
    quoteRelay,
    changeOrders,
    events,
    relay,
    blocks,
    blocked,
    contextAs: (principal: Principal | null) => contextOf(deps, principal),
    callerAs: (principal: Principal | null) => callerOf(deps, principal),
  };
};

/** What a client would be told: tRPC's message and our `data`. */
export interface Refusal {
  message: string;
  data: ErrorData & { code: string; httpStatus: number; path?: string | undefined };
}

/** The error exactly as the formatter writes it; callers get the raw one. */
export const refusalShape = (cause: unknown, path = 'test'): Refusal =>
  getTRPCErrorShape({
    config: appRouter._def._config,
    error: getTRPCErrorFromUnknown(cause),
    type: 'unknown',
    path,
    input: undefined,
    ctx: { deps: createTestApi().deps, principal: null, requestId: testRequestId },
  });

/** How a call was refused; undefined when it was not. */
export const refusalOf = async (call: Promise<unknown>): Promise<Refusal | undefined> => {
  try {
    await call;
    return undefined;
  } catch (error) {
    return refusalShape(error);
  }
};

/** For calls that must be refused. */
export const refused = async (call: Promise<unknown>): Promise<Refusal> => {
  const refusal = await refusalOf(call);
  if (!refusal) throw new Error('The call was expected to be refused, and was carried out');
  return refusal;
};
