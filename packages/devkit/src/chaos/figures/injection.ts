import type { Role } from '@pmp/contracts/role';
import { BSON, type Db } from 'mongodb';
import { type Answer, mutation, parsed, query, resultOf, type Send } from '../call.ts';
import type { Figure } from '../figure.ts';
import { completed } from '../good-inputs.ts';
import { bodyStrings, type InputString, procedureStrings, procedureTypes } from '../input-strings.ts';
import { isJson, withValueAt } from '../json-schema.ts';
import { runLoad, tally, until } from '../load.ts';
import { operators } from '../operators.ts';
import { newPerson, type Person } from '../people.ts';
import { isOk, startWorld, type World } from '../world.ts';
import { report } from '../writers.ts';

const workers = 8;
/** What the server writes by itself, whatever callers do. */
const ownCollections: ReadonlySet<string> = new Set(['leases', 'spentPoints']);

interface Attack {
  readonly what: string;
  readonly send: Send;
}

/** Nothing that a caller sends becomes a query: every operator in every string is refused and touches nothing. */
export const injection: Figure = {
  name: 'injection',
  goal: 'every operator in every string of every procedure input and REST body: all refused with 400 or 422, 0 documents touched',
  run: async (context) => {
    const world = await startWorld(context);
    try {
      const people = {
        homeowner: await newPerson(world.issuer, 'victim'),
        contractor: await newPerson(world.issuer, 'contractor', 'contractor'),
        official: await newPerson(world.issuer, 'official', 'official'),
      };
      const records = await seed(world, people.homeowner);
      // The platform notes an official the first time they come; that is no doing of an operator.
      await world.caller.send({ ...mutation('official.people.suspend', {}), token: people.official.token });
      await until(async () => (await world.db().collection('officials').countDocuments()) === 1, {
        withinMs: 5_000,
      });
      const strings = await allStrings(world, records);
      const attacks = strings.flatMap((one) => attacksOn(one, people, records));
      const before = await contents(world.db());
      const wrong: string[] = [];
      const statuses: string[] = [];
      await runLoad({ workers, count: attacks.length, withinMs: 5 * 60_000 }, async (index) => {
        const attack = attacks[index];
        if (attack === undefined) return;
        const answer = await world.caller.send(attack.send);
        statuses.push(answer.kind === 'lost' ? answer.reason : String(answer.status));
        if (!isRefused(answer)) wrong.push(`${attack.what}: ${statuses.at(-1)}`);
      });
      const after = await contents(world.db());
      const touched = [...new Set([...before.keys(), ...after.keys()])].filter(
        (key) => before.get(key) !== after.get(key),
      );
      const notGood = strings.filter(({ isGood }) => !isGood);
      return {
        value: `${touched.length} documents touched, ${attacks.length - wrong.length} of ${attacks.length} refused`,
        holds:
          touched.length === 0 &&
          wrong.length === 0 &&
          statuses.length === attacks.length &&
          notGood.length === 0,
        strings: strings.length,
        notInAnElseGoodInput: notGood.map(({ where, path }) => `${where} ${path.join('.')}`),
        operators: operators.length,
        places: tally(strings.map(({ where }) => where)),
        statuses: tally(statuses),
        documents: before.size,
        touched: touched.slice(0, 10),
        wrong: wrong.slice(0, 10),
      };
    } finally {
      await world.stop();
    }
  },
};

interface Records {
  readonly requestId: string;
  readonly propertyId: string;
  readonly personId: string;
}

/** Records that an operator would match: the attacker's own and somebody else's. */
async function seed(world: World, owner: Person): Promise<Records> {
  const other = await newPerson(world.issuer, 'bystander');
  const make = async ({ token }: Person, name: string) => {
    const property = { label: 'Home', kind: 'house', address: report(name).address };
    const made = await world.caller.send({ ...mutation('homeowner.properties.create', property), token });
    const asked = await world.caller.send({ ...mutation('homeowner.requests.create', report(name)), token });
    return { propertyId: idIn(made), requestId: idIn(asked) };
  };
  await make(other, 'bystander');
  const records = { ...(await make(owner, 'victim')), personId: other.id };
  // The relay moves the new events; the attacks must find it done.
  await until(async () => (await world.db().collection('events').countDocuments()) === 2, {
    withinMs: 10_000,
  });
  await until(
    async () =>
      (await world.db().collection('requests').find().toArray()).every(({ tail }) => tail.length === 0),
    { withinMs: 10_000 },
  );
  return records;
}

function idIn(answer: Answer): string {
  const id = isOk(answer) ? resultOf(answer)?.['id'] : undefined;
  if (typeof id !== 'string') throw new Error(`A record could not be made: ${JSON.stringify(answer)}`);
  return id;
}

async function allStrings(world: World, records: Records): Promise<InputString[]> {
  const fill = (where: string, base: unknown): unknown => {
    if (!isJson(base) || !('id' in base)) return base;
    const id = where.includes('properties') ? records.propertyId : records.requestId;
    return { ...base, id: where.includes('people') ? records.personId : id };
  };
  const procedures = procedureStrings((where, base) => completed(where, fill(where, base)));
  const document = await world.caller.send({ path: '/openapi.json' });
  const openApi = isOk(document) ? parsed(document.body) : undefined;
  if (!isJson(openApi)) throw new Error('There is no /openapi.json to take the REST bodies from.');
  return [...procedures, ...bodyStrings(openApi, fill)];
}

function attacksOn(one: InputString, people: Readonly<Record<Role, Person>>, records: Records): Attack[] {
  const rest = one.where.includes(' ');
  const [first = '', second = ''] = one.where.split(rest ? ' ' : '.');
  const role = (Object.keys(people) as Role[]).find((name) =>
    rest ? second.includes(name) : first === name,
  );
  const { token } = people[role ?? 'homeowner'];
  const isQuery = procedureTypes().get(one.where) === 'query';
  return operators.map((operator) => {
    const input = withValueAt(one.base, one.path, operator);
    const send: Send = rest
      ? { method: first, path: second.replace(/\{[^}]*\}/g, records.requestId), body: input }
      : isQuery
        ? query(one.where, input)
        : mutation(one.where, input);
    return {
      what: `${one.where} ${one.path.join('.')} ${JSON.stringify(operator)}`,
      send: { ...send, token },
    };
  });
}

const isRefused = (answer: Answer): boolean =>
  answer.kind === 'reply' && (answer.status === 400 || answer.status === 422);

/** Every document of the database, by its collection and id. */
async function contents(db: Db): Promise<ReadonlyMap<string, string>> {
  const collections = await db.listCollections({}, { nameOnly: true }).toArray();
  const found = new Map<string, string>();
  for (const { name } of collections) {
    if (ownCollections.has(name)) continue;
    for (const doc of await db.collection(name).find().toArray())
      found.set(`${name} ${String(doc._id)}`, BSON.EJSON.stringify(doc));
  }
  return found;
}
