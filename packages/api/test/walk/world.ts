import type { Db, MongoClient } from 'mongodb';
import type { Deps } from '../../src/deps.ts';
import { createIds } from '../../src/kernel/ids.ts';
import { mongoEvents } from '../../src/modules/event/event.mongo.ts';
import { createRelay } from '../../src/modules/event/relay-tail.ts';
import { mongoProperties } from '../../src/modules/property/property.mongo.ts';
import { mongoRequestTails } from '../../src/modules/request/request.mongo.ts';
import { newRecordId } from '../../src/mongo/object-id.ts';
import { createTransact } from '../../src/mongo/transact.ts';
import { transactionPorts } from '../../src/mongo/transaction-ports.ts';
import { aProfile } from '../factories/contractor.ts';
import { aPrincipal } from '../factories/principal.ts';
import { aReport } from '../factories/request.ts';
import { hexId } from '../factories/unique.ts';
import { fakeClock } from '../fakes/fake-clock.ts';
import { callerOf, createTestApi } from '../testing.ts';
import { type Choices, choices } from './random.ts';

const letters = [
  { char: 'x', bytes: 1 },
  { char: 'Ж', bytes: 2 },
  { char: '水', bytes: 3 },
] as const;

/** Texts, amounts and times, mostly as large as they may be. */
const inputs = (random: Choices, now: () => Date) => {
  const textOf = (most: number, bytesEach: number) => {
    const { char, bytes } = random.pick(letters);
    return char.repeat(Math.floor((most * Math.min(bytesEach, bytes)) / bytes));
  };
  return {
    line: (most: number) => textOf(most, 2),
    text: (most: number) => (random.oneIn(2) ? 'Short' : textOf(most, 1.5)),
    money: () => ({ minor: random.oneIn(3) ? 10_000 : 999_999_999_999, currency: 'EUR' }),
    soon: () => new Date(now().getTime() + (1 + random.int(20)) * 86_400_000),
    key: () => hexId().padStart(random.oneIn(3) ? 40 : 32, 'k'),
    score: () => 1 + random.int(5),
  };
};

/** A homeowner, two contractors and an official on one database, whose relay carries after every step or never does. */
export const aWorld = async (
  { db, client }: { db: Db; client: MongoClient },
  { seed, carries }: { seed: number; carries: boolean },
) => {
  const random = choices(seed);
  const clock = fakeClock();
  const events = mongoEvents(db);
  const relay = createRelay({
    events,
    tails: mongoRequestTails(db),
    clock,
    onError: (error) => {
      throw error;
    },
  });
  const deps: Deps = {
    ...createTestApi().deps,
    ...transactionPorts(db),
    properties: mongoProperties(db),
    transact: createTransact(client, (session) => transactionPorts(db, session)),
    events,
    relay: carries ? relay : { push: () => undefined },
    clock,
    ids: createIds(newRecordId),
  };
  const owner = aPrincipal();
  const official = aPrincipal({ roles: ['official'] });
  await deps.officials.assign(official.userId, 'riverton');
  const contractors = [aPrincipal({ roles: ['contractor'] }), aPrincipal({ roles: ['contractor'] })] as const;
  for (const contractor of contractors) {
    await callerOf(deps, contractor).contractor.profile.save(
      aProfile({ licences: [], trades: ['windows-doors', 'landscaping'] }),
    );
  }
  const homeowner = callerOf(deps, owner).homeowner.requests;
  const make = inputs(random, () => clock.now());
  return {
    random,
    carries,
    clock,
    deps,
    events,
    make,
    homeowner,
    official: callerOf(deps, official).official.requests,
    contractorIds: contractors.map(({ userId }) => userId),
    /** All that the homeowner may call. */
    own: callerOf(deps, owner).homeowner,
    /** All that this contractor may call; the first one where it is nobody. */
    contractorOf: (contractorId: string | undefined) =>
      callerOf(deps, contractors.find(({ userId }) => userId === contractorId) ?? contractors[0]).contractor,
    /** The jobs of the contractor who has this one; the first one's where nobody has it. */
    jobsOf: (contractorId: string | undefined) =>
      callerOf(deps, contractors.find(({ userId }) => userId === contractorId) ?? contractors[0]).contractor
        .jobs,
    settle: () => (carries ? relay.flush() : Promise.resolve()),
    report: async () =>
      homeowner.create(
        aReport({
          title: make.line(120),
          description: make.text(4000),
          category: random.pick(['windows-doors', 'landscaping']),
          address: {
            line1: make.line(120),
            line2: make.line(120),
            city: make.line(80),
            region: make.line(80),
            postalCode: make.line(16),
          },
          location: { lon: -1.512_345_678_9, lat: 52.112_345_678_9 },
          draft: random.oneIn(4),
          clientKey: make.key().padStart(64, 'c'),
        }),
      ),
  };
};

export type World = Awaited<ReturnType<typeof aWorld>>;
