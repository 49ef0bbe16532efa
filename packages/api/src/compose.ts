import { randomUUID } from 'node:crypto';
import { userIdOf } from './auth/principal.ts';
import type { Deps } from './deps.ts';
import { type AllowanceLimits, createAllowances, usualAllowances } from './kernel/allowances.ts';
import { type Clock, systemClock } from './kernel/clock.ts';
import { createIds } from './kernel/ids.ts';
import { createJobs, type Job } from './kernel/jobs.ts';
import { mongoCategories } from './modules/category/category.mongo.ts';
import { mongoChangeOrders } from './modules/change-order/change-order.mongo.ts';
import { mongoEvents, mongoHistory } from './modules/event/event.mongo.ts';
import { createRelay } from './modules/event/relay-tail.ts';
import { mongoSpentPoints } from './modules/limit/limit.mongo.ts';
import { createMeter } from './modules/limit/meter.ts';
import { createStreams } from './modules/live/streams.ts';
import { createBlockedPeople } from './modules/person/blocked-people.ts';
import { mongoBlocks, mongoOfficials } from './modules/person/person.mongo.ts';
import { mongoPlaces } from './modules/place/place.mongo.ts';
import { makeDueRequests } from './modules/plan/make-due-requests.ts';
import { mongoPlans } from './modules/plan/plan.mongo.ts';
import { mongoProperties } from './modules/property/property.mongo.ts';
import { mongoQuoteTails, quoteEventCollection } from './modules/quote/quote.mongo.ts';
import type { QuoteEntry } from './modules/quote/quote.ports.ts';
import { makeDueMoves } from './modules/request/make-due-moves.ts';
import { mongoRequestTails } from './modules/request/request.mongo.ts';
import { mongoWorkEntries } from './modules/work-log/work-log.mongo.ts';
import { ensureCollections } from './mongo/collection.ts';
import type { Connection } from './mongo/connection.ts';
import { createLease } from './mongo/lease.ts';
import { runMigrations } from './mongo/migrations/run-migrations.ts';
import { newRecordId } from './mongo/object-id.ts';
import { collections } from './mongo/registry.ts';
import { createTransact } from './mongo/transact.ts';
import { transactionPorts } from './mongo/transaction-ports.ts';

interface ApiOptions {
  connection: Connection;
  /** The running release. */
  version: string;
  /** What user ids are made of besides the subject: whose documents the migrations find. */
  userNamespace: string;
  /** What one person may make; by default the usual. */
  allowances?: AllowanceLimits;
  clock?: Clock;
  /** Milliseconds that only go forward. */
  monotonic?: () => number;
  /** How often an open stream says that it lives. */
  streamPingMs?: number;
  /** Told of faults in background work. */
  onError(error: unknown, work: string): void;
}

const referenceDataEveryMs = 60_000;
const sweepEveryMs = 5_000;
const plansEveryMs = 60_000;
const dueMovesEveryMs = 60_000;

export type Composed = ReturnType<typeof composeApi>;

/** Everything behind the routers, wired to one database. Nothing is read or written before `prepare`. */
export const composeApi = ({
  connection,
  version,
  userNamespace,
  allowances = usualAllowances,
  clock = systemClock,
  monotonic = () => performance.now(),
  streamPingMs,
  onError,
}: ApiOptions) => {
  const { db } = connection;
  const events = mongoEvents(db);
  const categories = mongoCategories(db, {
    everyMs: referenceDataEveryMs,
    onError: (error) => onError(error, 'categories'),
  });
  const places = mongoPlaces(db, {
    everyMs: referenceDataEveryMs,
    onError: (error) => onError(error, 'places'),
  });
  const relay = createRelay({
    events,
    tails: mongoRequestTails(db),
    clock,
    onError: (error) => onError(error, 'relay'),
  });
  const quoteRelay = createRelay<QuoteEntry>({
    events: mongoHistory(db, quoteEventCollection, {}),
    tails: mongoQuoteTails(db),
    clock,
    onError: (error) => onError(error, 'relay of quotes'),
  });
  const blocks = mongoBlocks(db);
  const blocked = createBlockedPeople({
    blocks,
    clock,
    monotonic,
    onError: (error) => onError(error, 'blocks'),
  });
  const officials = mongoOfficials(db, {
    now: () => clock.now(),
    everyMs: referenceDataEveryMs,
    onError: (error) => onError(error, 'officials'),
  });
  const meter = createMeter({
    spentPoints: mongoSpentPoints(db),
    clock,
    onError: (error) => onError(error, 'limits'),
  });
  const deps: Deps = {
    ...transactionPorts(db),
    transact: createTransact(connection.client, (session) => transactionPorts(db, session)),
    quoteRelay,
    properties: mongoProperties(db),
    plans: mongoPlans(db),
    changeOrders: mongoChangeOrders(db),
    workEntries: mongoWorkEntries(db),
    categories,
    places,
    events,
    relay,
    streams: createStreams({ clock, ...(streamPingMs !== undefined && { pingEveryMs: streamPingMs }) }),
    blocks,
    blocked,
    officials,
    allowances: createAllowances(allowances),
    clock,
    ids: createIds(newRecordId),
    version,
  };
  blocked.onBlocked((personId) => deps.streams.endOf(personId));
  const jobs: Job[] = [
    { name: 'relay', everyMs: sweepEveryMs, run: () => relay.sweep() },
    { name: 'quote-relay', everyMs: sweepEveryMs, run: () => quoteRelay.sweep() },
    {
      name: 'plans',
      everyMs: plansEveryMs,
      run: () => makeDueRequests(deps, (error) => onError(error, 'plans')),
    },
    {
      name: 'due-moves',
      everyMs: dueMovesEveryMs,
      run: () => makeDueMoves(deps, (error) => onError(error, 'due-moves')),
    },
  ];
  const holder = randomUUID();
  const leases = new Map(
    jobs.map(({ name, everyMs }) => [name, createLease(db, { name, holder, ttlMs: 3 * everyMs, clock })]),
  );
  const work = createJobs({ jobs, mayRun: async ({ name }) => !!(await leases.get(name)?.take()), onError });

  return {
    deps,
    /** For the doors: what a caller may spend. */
    meter,

    /** Brings stored data, indexes and reference data up to date. Throws while the database is away; call it again. */
    prepare: async () => {
      await connection.connect();
      await runMigrations(db, { userIdOf: (subject) => userIdOf(userNamespace, subject), now: clock.now() });
      await ensureCollections(db, collections);
      await Promise.all([categories.reload(), places.reload(), officials.reload(), blocked.refresh()]);
      blocked.start();
      meter.start();
    },

    /** Does the background work that one process of the installation does at a time. */
    startJobs: () => work.start(),

    /** Relays what is waiting and ends the background work. */
    stop: async () => {
      await work.stop();
      categories.stop();
      places.stop();
      officials.stop();
      blocked.stop();
      meter.stop();
      await relay.flush();
      await quoteRelay.flush();
    },
  };
};
