import { appRouter, composeApi, createCallerFactory, openConnection, userIdOf } from '@pmp/api/server';
import type { Role } from '@pmp/contracts/role';
import { assignments } from './people.ts';
import { type PlannedRequest, planCity } from './plan-city.ts';
import { seededRandom } from './random.ts';
import { cityZone, recurringPlans } from './recurring.ts';
import { saveMap, socketTimeoutMs } from './seed-map.ts';

export interface SeedOptions {
  mongoUrl: string;
  dbName: string;
  /** What user ids are made of besides the subject: the issuer, unless it is told apart. */
  userNamespace: string;
  now?: Date;
  /** Told after each request, for a progress line. */
  onProgress?(done: number, total: number): void;
}

const crockford = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const seedName = 'demo-city';
const minute = 60_000;
const day = 24 * 60 * minute;

/**
 * Fills a database with the demo city, through the same procedures that people call, with the clock set back.
 * Cut short, it is completed by the next run: every record carries a key of its own. Answers how many requests it
 * made: none when the city stands already.
 */
export const seedCity = async ({
  mongoUrl,
  dbName,
  userNamespace,
  now = new Date(),
  onProgress,
}: SeedOptions) => {
  const plan = planCity();
  const random = seededRandom(1);
  const connection = openConnection({ url: mongoUrl, dbName, socketTimeoutMs });
  let time = now;
  const failures: unknown[] = [];
  const api = composeApi({
    connection,
    version: 'demo',
    userNamespace,
    clock: { now: () => time },
    onError: (error) => failures.push(error),
  });
  const ids = {
    record: () => random.hex(24),
    requestNumber: () => `PM-${Array.from({ length: 8 }, () => random.pick(crockford.split(''))).join('')}`,
  };
  const callerAs = (role: Role, sub: string) =>
    createCallerFactory(appRouter)({
      deps: { ...api.deps, ids },
      principal: {
        userId: userIdOf(userNamespace, sub),
        roles: [role],
        expiresAt: new Date(now.getTime() + minute),
      },
      requestId: 'demo-city',
    });
  const asOwner = ({ sub }: { sub: string }) => callerAs('homeowner', sub).homeowner;
  const officialOf = (jurisdictionId: string | null) =>
    callerAs('official', assignments[jurisdictionId ?? ''] ?? '').official.requests;

  const play = async (planned: PlannedRequest, propertyId: string | undefined) => {
    const at = (minutesAgo: number) => {
      time = new Date(now.getTime() - minutesAgo * minute);
    };
    const { requests } = asOwner(planned.owner);
    const key = planned.report.clientKey;
    at(planned.minutesAgo);
    let request = await requests.create({ ...planned.report, ...(propertyId && { propertyId }) });
    if (planned.edit) {
      at(planned.edit.minutesAgo);
      const { id } = request;
      request = await requests.update({ id, version: 1, ...planned.edit.fields, commandKey: `${key}-edit` });
    }
    if (planned.reject) {
      const { fields, minutesAgo, reinstate } = planned.reject;
      const { id, place } = request;
      const official = officialOf(place.jurisdictionId);
      at(minutesAgo);
      await official.reject({ id, ...fields, commandKey: `${key}-reject` });
      if (reinstate) {
        at(reinstate.minutesAgo);
        await official.reinstate({ id, ...reinstate.fields, commandKey: `${key}-reinstate` });
      }
    }
    if (planned.cancel) {
      at(planned.cancel.minutesAgo);
      await requests.cancel({ id: request.id, ...planned.cancel.fields, commandKey: `${key}-cancel` });
    }
  };

  const seeds = connection.db.collection<{ _id: string; at: Date }>('seeds');
  try {
    if (await seeds.findOne({ _id: seedName })) return 0;
    await api.prepare();
    await saveMap({ connection, officials: api.deps.officials, userNamespace });
    await api.prepare();
    const propertyIds = new Map<unknown, string>();
    for (const home of plan.homes) {
      propertyIds.set(home, (await asOwner(home.owner).properties.create(home.property)).id);
    }
    for (const { sub, startsInDays, plan: recurring } of recurringPlans) {
      const home = plan.homes.find(({ owner }) => owner.sub === sub);
      const propertyId = propertyIds.get(home) ?? '';
      const startsOn = new Date(now.getTime() + startsInDays * day).toISOString().slice(0, 10);
      await asOwner({ sub }).plans.create({ ...recurring, propertyId, startsOn, zone: cityZone });
    }
    for (const [index, planned] of plan.requests.entries()) {
      await play(planned, propertyIds.get(planned.home));
      onProgress?.(index + 1, plan.requests.length);
    }
    await api.stop();
    if (failures.length > 0) throw new AggregateError(failures, 'The demo city was not stored whole.');
    await seeds.insertOne({ _id: seedName, at: now });
  } finally {
    await api.stop();
    await connection.close();
  }
  return plan.requests.length;
};
