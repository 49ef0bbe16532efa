import { composeApi, openConnection } from '@pmp/api/server';
import { createCallers } from './callers.ts';
import { contractorOf, contractors } from './contractors.ts';
import type { PlannedRequest } from './deed.ts';
import { dateOf, day, dayOf, type Moment } from './moment.ts';
import { assignments } from './people.ts';
import { planCity } from './plan-city.ts';
import { playStep, type Told } from './play-step.ts';
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

/** `from`: the day that all times count from, so that a later run repeats the same commands. `at`: when the city stood whole. */
interface SeedDoc {
  _id: string;
  from: Date;
  at?: Date;
}

const seedName = 'demo-city';
const minute = 60_000;
/** Before the oldest request. */
const profilesMade = day(-190);

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
  const expiresAt = new Date(now.getTime() + minute);
  const city = createCallers({ deps: api.deps, userNamespace, expiresAt });
  const seeds = connection.db.collection<SeedDoc>('seeds');

  try {
    const begun = await seeds.findOne({ _id: seedName });
    if (begun?.at) return 0;
    const from = begun?.from ?? dayOf(now);
    if (!begun) await seeds.insertOne({ _id: seedName, from });
    /** What is made next is made then, and numbered under the label. */
    const at = (moment: Moment, label: string) => {
      time = dateOf(from, moment);
      city.label(label);
    };
    await api.prepare();
    await saveMap({ connection, officials: api.deps.officials, userNamespace });
    await api.prepare();

    for (const { key, sub, profile, licences, insuredUntil } of contractors) {
      at(profilesMade, key);
      await city.contractor(sub).profile.save({
        ...profile,
        licences: licences.map(({ trade, number, until }) => ({
          trade,
          number,
          issuer: 'State of Westmark',
          validUntil: dateOf(from, until),
        })),
        insurance:
          insuredUntil === undefined
            ? null
            : { insurer: 'Westmark Mutual', policyNumber: `WM-${key}`, validUntil: dateOf(from, insuredUntil) },
      });
    }
    const propertyIds = new Map<unknown, string>();
    for (const home of plan.homes) {
      at(profilesMade, home.property.clientKey ?? '');
      const { id } = await city.homeowner(home.owner.sub).properties.create(home.property);
      propertyIds.set(home, id);
    }
    for (const { sub, startsInDays, plan: recurring } of recurringPlans) {
      at(day(-1), recurring.clientKey ?? '');
      const home = plan.homes.find(({ owner }) => owner.sub === sub);
      const propertyId = propertyIds.get(home) ?? '';
      const startsOn = dateOf(from, day(startsInDays)).toISOString().slice(0, 10);
      await city.homeowner(sub).plans.create({ ...recurring, propertyId, startsOn, zone: cityZone });
    }

    const requestIds = new Map<string, string>();
    const play = async ({ owner, home, report, at: reportedAt, steps }: PlannedRequest) => {
      const key = report.clientKey ?? '';
      const homeowner = city.homeowner(owner.sub);
      const propertyId = propertyIds.get(home);
      at(reportedAt, key);
      const request = await homeowner.requests.create({ ...report, ...(propertyId && { propertyId }) });
      requestIds.set(key, request.id);
      // A former contractor cannot repeat what they did; giving a job up or opening it again comes last, so that all of it is done.
      if (request.lastContractorId !== null) return;
      const told: Told = { by: '', quotes: new Map(), agreed: undefined, changeOrderId: '', invoiceId: '' };
      for (const [index, step] of steps.entries()) {
        const commandKey = `${key}-${index + 1}`;
        at(step.at, commandKey);
        await playStep(step, {
          id: request.id,
          commandKey,
          homeowner,
          official: city.official(assignments[request.place.jurisdictionId ?? ''] ?? ''),
          contractor: (who) => city.contractor(contractorOf(who).sub),
          contractorId: (who) => city.idOf(contractorOf(who).sub),
          checklist: api.deps.categories.byCode(request.category)?.checklist.map(({ code }) => code) ?? [],
          requestId: (clientKey) => requestIds.get(clientKey) ?? '',
          dateOf: (moment) => dateOf(from, moment),
          told,
        });
      }
    };
    for (const [index, planned] of plan.requests.entries()) {
      await play(planned);
      onProgress?.(index + 1, plan.requests.length);
    }
    await api.stop();
    if (failures.length > 0) throw new AggregateError(failures, 'The demo city was not stored whole.');
    await seeds.updateOne({ _id: seedName }, { $set: { at: now } });
  } finally {
    await api.stop();
    await connection.close();
  }
  return plan.requests.length;
};
