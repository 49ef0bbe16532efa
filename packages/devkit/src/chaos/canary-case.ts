import type { Random } from '../city/random.ts';
import {
  assignOfficial,
  category,
  checklist,
  euros,
  inDays,
  must,
  newContractor,
  reason,
  textIn,
} from './must.ts';
import { newPerson, type Person } from './people.ts';
import type { World } from './world.ts';

const word = 'CANARY';
/** Digits that no id, time or amount of anybody else has in a row. */
const pricesFrom = 7_391_946_823;

/** Where the exact place can be read off. The point lies nowhere near the centre of its cell. */
export const placeMarks = [
  'Kanarienweg 4711',
  'Hinterhaus-Kanari',
  '40.4170193',
  '-3.7031857',
  'gate code 90317',
];

/** Why more work is needed. Officials read the reasons in a timeline, though no amounts. */
const reasonWord = 'GELBVOGEL';

export const textMarks = { ofQuotes: word, ofReasons: reasonWord };

/** What a contractor asks, with a mark in each word and number. A later one differs in all of its numbers. */
export interface Marked {
  readonly input: Readonly<Record<string, unknown>>;
  /** The numbers as they are written in JSON. */
  readonly marks: readonly string[];
}

/** Prices of their own for every act, so that any version of a quote is told from any other. */
function markedLines(step: number): Marked {
  const [labour, material] = [pricesFrom + step * 1_000_003, pricesFrom + step * 1_000_003 + 517];
  return {
    input: {
      lines: [
        { kind: 'labour', text: `${word} work ${step}`, quantity: 1, unit: word, unitPrice: labour },
        { kind: 'material', text: `${word} part ${step}`, quantity: 3, unit: 'piece', unitPrice: material },
      ],
      currency: 'EUR',
    },
    marks: [labour, material, material * 3, labour + material * 3].map(String),
  };
}

function markedQuote(step: number): Marked {
  const { input, marks } = markedLines(step);
  const validUntil = `${inDays(20 + step).slice(0, 11)}03:17:4${step % 10}.719Z`;
  return {
    input: { ...input, validUntil, leadDays: 3, durationDays: 7, note: `${word} note ${step}` },
    marks: [...marks, validUntil.slice(11)],
  };
}

/** Everybody there is. A is the one whose quotes are sealed; B was invited too, C was not. */
export interface Everybody {
  readonly owner: Person;
  readonly a: Person;
  readonly b: Person;
  readonly c: Person;
  readonly neighbour: Person;
  readonly official: Person;
}

export async function arrive(world: World, random: Random): Promise<Everybody> {
  const name = (role: string) => `${role}-${random.hex(12)}`;
  const official = await newPerson(world.issuer, name('official'), 'official');
  await world.startServer({ seed: assignOfficial(official) });
  await world.ready();
  return {
    official,
    owner: await newPerson(world.issuer, name('owner')),
    neighbour: await newPerson(world.issuer, name('neighbour')),
    a: await newContractor(world, random),
    b: await newContractor(world, random),
    c: await newContractor(world, random),
  };
}

/** Three requests of one marked place: A and B invited, open to all with A and B invited, and offered to A directly. */
export interface Asked {
  readonly invited: string;
  readonly published: string;
  readonly offered: string;
}

export async function ask(world: World, { owner, a, b }: Everybody): Promise<Asked> {
  const [line1 = '', line2 = '', lat, lon, accessNotes] = placeMarks;
  const property = await must(world, owner, [
    'homeowner.properties.create',
    {
      label: 'Home',
      kind: 'house',
      address: { line1, line2, city: 'Nowhere', postalCode: '00000' },
      location: { lat: Number(lat), lon: Number(lon) },
      accessNotes,
    },
  ]);
  const report = async (title: string) => {
    const input = { title, description: 'It fell over.', category, propertyId: textIn(property, 'id') };
    return textIn(await must(world, owner, ['homeowner.requests.create', input]), 'id');
  };
  const [invited, published, offered] = [await report('Fence'), await report('Gate'), await report('Path')];
  const contractorIds = [a.id, b.id];
  await must(world, owner, ['homeowner.requests.invite', { id: invited, contractorIds }]);
  await must(world, owner, ['homeowner.requests.invite', { id: published, contractorIds, publish: true }]);
  const offer = { id: offered, contractorId: a.id, spendCap: euros(50_000) };
  await must(world, owner, ['homeowner.requests.offer', offer]);
  return { invited, published, offered };
}

/** Something that A does, or that only A could have brought about. */
export interface Act {
  readonly what: string;
  readonly marks: readonly string[];
  make(): Promise<unknown>;
}

/** What A does with a quote, from a draft to having it back in. */
export function quoteActs(
  world: World,
  { a }: Everybody,
  { requestId, from }: { requestId: string; from: number },
): Act[] {
  const act = (name: 'save' | 'submit', step: number): Act => {
    const { input, marks } = markedQuote(step);
    const make = () => must(world, a, [`contractor.quotes.${name}`, { requestId, ...input }]);
    return { what: `quotes.${name}`, marks, make };
  };
  return [
    act('save', from),
    act('submit', from + 1),
    act('submit', from + 2),
    {
      what: 'quotes.withdraw',
      marks: [],
      make: () => must(world, a, ['contractor.quotes.withdraw', { requestId, reason: `${word} reason` }]),
    },
    act('submit', from + 3),
  ];
}

/** What A does with the job that the quote won. `learn` is told of ids that come up. */
export function jobActs(
  world: World,
  { a, owner }: Everybody,
  { requestId, from, learn }: { requestId: string; from: number; learn: (id: string) => void },
): Act[] {
  const job = (name: string, input: object = {}, marks: readonly string[] = []): Act => ({
    what: `jobs.${name}`,
    marks,
    make: () => must(world, a, [`contractor.jobs.${name}`, { id: requestId, ...input }]),
  });
  const extra = markedLines(from);
  const bill = markedLines(from + 1);
  const entry = markedLines(from + 2);
  const [priced] = entry.input['lines'] as object[];
  return [
    job('start'),
    {
      what: 'workLog.create',
      marks: entry.marks.slice(0, 1),
      make: async () => {
        const input = {
          requestId,
          ...priced,
          kind: 'material',
          currency: 'EUR',
          at: new Date().toISOString(),
        };
        learn(textIn(await must(world, a, ['contractor.workLog.create', input]), 'id'));
      },
    },
    {
      what: 'changeOrders.propose',
      marks: extra.marks,
      make: async () => {
        const input = { requestId, ...extra.input, reason: `${reasonWord} extra` };
        const made = await must(world, a, ['contractor.changeOrders.propose', input]);
        const award = made['award'] as { changeOrders: { id: string }[] };
        const id = award.changeOrders.at(-1)?.id ?? '';
        learn(id);
        await must(world, owner, ['homeowner.changeOrders.approve', { requestId, id }]);
      },
    },
    job('hold', { holdReason: 'parts', reason }),
    job('resume'),
    job('complete', { note: `Done`, done: checklist, labourMinutes: 90, cost: euros(pricesFrom) }, [
      String(pricesFrom),
    ]),
    {
      what: 'invoices.publish',
      marks: bill.marks,
      make: async () => {
        const input = { requestId, ...bill.input, note: `${word} bill` };
        learn(textIn(await must(world, a, ['contractor.invoices.save', input]), 'id'));
        await must(world, a, ['contractor.invoices.publish', { requestId }]);
      },
    },
  ];
}
