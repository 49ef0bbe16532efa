import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { type Db, ObjectId } from 'mongodb';
import type { Random } from '../city/random.ts';
import { type Answer, mutation, refusalOf, resultOf } from './call.ts';
import { newPerson, type Person } from './people.ts';
import { isOk, type World } from './world.ts';
import { report } from './writers.ts';

const mostTries = 20;
const pauseMs = 500;

/**
 * Carries a command out as somebody. It has a key, so that it is sent again, as a client does, when nobody answered or a busy machine put
 * it off with 503: `putOff` is told of each.
 */
export async function carryOut(
  world: World,
  { token }: Person,
  { path, input, putOff = () => {} }: { path: string; input: object; putOff?: (what: string) => void },
): Promise<Answer> {
  const key = path.endsWith('.create') ? 'clientKey' : 'commandKey';
  const send = mutation(path, { [key]: randomUUID(), ...input });
  for (let tries = 1; ; tries += 1) {
    const answer = await world.caller.send({ ...send, token });
    const isSettled = answer.kind === 'reply' && answer.status !== 503;
    if (isSettled || tries === mostTries) return answer;
    putOff(told(answer));
    await wait(pauseMs);
  }
}

/** What has to work before anything can be measured: carries a command out as somebody, or throws. */
export async function must(
  world: World,
  person: Person,
  [path, input]: readonly [path: string, input: object],
): Promise<Record<string, unknown>> {
  const answer = await carryOut(world, person, { path, input });
  const result = isOk(answer) ? resultOf(answer) : undefined;
  if (result === undefined) throw new Error(`${path} did not work: ${told(answer)}`);
  return result;
}

/** An answer, for people: the status and the reason, or the fault. */
export const told = (answer: Answer): string => {
  if (answer.kind === 'lost') return answer.reason;
  const reason = refusalOf(answer);
  return reason === undefined ? `${answer.status}` : `${answer.status} ${reason}`;
};

/** The text in a field of a reply. */
export function textIn(result: Record<string, unknown>, field: string): string {
  const found = result[field];
  if (typeof found !== 'string') throw new Error(`A reply has no ${field}.`);
  return found;
}

export const objectId = (id: string) => new ObjectId(id);

/** Asks for no licence, and has a short checklist. */
export const category = 'landscaping';
export const checklist = ['path-safe', 'cuttings-removed'];
export const location = { lat: 40.4168, lon: -3.7038 };
export const reason = 'There is a good reason for it';

const dayMs = 86_400_000;
export const inDays = (days: number) => new Date(Date.now() + days * dayMs).toISOString();
export const euros = (minor: number) => ({ minor, currency: 'EUR' });

/** What is reported, at a place that everybody's service area holds. */
export const outdoors = (mark: string) => ({ ...report(mark), category, location });

export const lines = (unitPrice: number) => [
  { kind: 'labour', text: 'Mend the fence', quantity: 1.5, unit: 'h', unitPrice },
  { kind: 'tax', text: 'VAT', quantity: 1, unit: 'flat', unitPrice: 100 },
];

export const quoteOf = (unitPrice: number) => ({
  lines: lines(unitPrice),
  currency: 'EUR',
  validUntil: inDays(14),
  leadDays: 2,
  durationDays: 1,
});

const profileOf = (name: string) => ({
  displayName: `Chaos ${name}`,
  about: '',
  trades: [category],
  serviceArea: { kind: 'circle', centre: location, radiusM: 5_000 },
  licences: [],
  insurance: null,
  capacity: 50,
  currency: 'EUR',
  active: true,
});

/** Signs in a new contractor and makes their profile. */
export async function newContractor(world: World, random: Random): Promise<Person> {
  const name = `contractor-${random.hex(12)}`;
  const person = await newPerson(world.issuer, name, 'contractor');
  await must(world, person, ['contractor.profile.save', profileOf(name.slice(-12))]);
  return person;
}

/** Gives an official a jurisdiction, as an operator does: before a server starts, which reads it then. */
export const assignOfficial =
  ({ id }: Person) =>
  (db: Db): Promise<unknown> =>
    db.collection('officials').insertOne({
      _id: objectId(id),
      firstSeenAt: new Date(),
      jurisdictionId: 'nowhere',
    });
