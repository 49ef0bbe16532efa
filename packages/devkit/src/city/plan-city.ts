import type { PlannedHome, PlannedRequest, Step } from './deed.ts';
import { drawSteps } from './drawn.ts';
import type { FeaturedCase } from './featured/featured-case.ts';
import { ofHannah } from './featured/of-hannah.ts';
import { ofHenry } from './featured/of-henry.ts';
import { ofNeighbours } from './featured/of-neighbours.ts';
import { type DemoCity, millbrook, riverton } from './map.ts';
import { day, type Moment } from './moment.ts';
import { owners } from './people.ts';
import { type Random, seededRandom } from './random.ts';
import { troubles } from './troubles.ts';

export interface CityPlan {
  readonly homes: readonly PlannedHome[];
  /** Those with most to tell come first: the embedded database finds one among few faster. */
  readonly requests: readonly PlannedRequest[];
}

const seed = 20_261_122;
const requestCount = 240;
const oldestMinutes = 180 * 24 * 60;
/** Of the owners: the two that can sign in. */
const canSignIn = 2;

/** The whole demo city as data: the same on every machine and every day, but for the day that it counts from. */
export const planCity = (): CityPlan => {
  const random = seededRandom(seed);
  const homes = owners.map((owner, index): PlannedHome => {
    const city = index % 12 === 11 ? millbrook : riverton;
    const label = index % 3 === 0 ? 'Our house' : index % 3 === 1 ? 'Flat' : 'Home';
    return {
      owner,
      city,
      property: {
        label,
        kind: label === 'Flat' ? 'flat' : 'house',
        address: drawAddress(random, city),
        accessNotes: index % 4 === 0 ? 'Ring twice. The dog is friendly.' : '',
        clientKey: `demo-home-${index + 1}`,
      },
    };
  });
  const told = [...ofHannah, ...ofHenry, ...ofNeighbours].map((featured, index) =>
    toPlanned(homes, featured, keyOf(index)),
  );
  const drawn = Array.from({ length: requestCount - told.length }, (_, index) =>
    drawRequest(random, homes, keyOf(told.length + index)),
  );
  return { homes, requests: [...told, ...drawn].toSorted((a, b) => b.steps.length - a.steps.length) };
};

const keyOf = (index: number) => `demo-request-${index + 1}`;

const toPlanned = (
  homes: readonly PlannedHome[],
  { owner, trouble: [category, title], from, draft, steps }: FeaturedCase,
  clientKey: string,
): PlannedRequest => {
  const home = homes[owner];
  const description = troubles[category]?.find(([known]) => known === title)?.[1];
  if (!home || description === undefined) throw new Error(`Nobody can report "${title}".`);
  const report = { title, description, category, ...(draft && { draft }), clientKey };
  return { owner: home.owner, home, report, at: day(from, 14), steps };
};

const drawAddress = (random: Random, city: DemoCity) => {
  const { postalCode, streets } = random.pick(city.districts);
  return {
    line1: `${random.int(1, 148)} ${random.pick(streets)}`,
    city: city.name,
    region: city.region,
    postalCode,
  };
};

const drawRequest = (random: Random, homes: readonly PlannedHome[], clientKey: string): PlannedRequest => {
  const home = random.pick(homes.slice(canSignIn));
  const category = random.pick(Object.keys(troubles));
  const [title, description] = random.pick(troubles[category] ?? []);
  const atHome = random.next() < 0.85;
  // More of them lately: a square makes the recent weeks dense.
  const at: Moment = 90 + Math.floor(oldestMinutes * random.next() ** 2);
  const city = atHome ? home.city : riverton;
  const steps: readonly Step[] = drawSteps(random, { category, description, at, city });
  return {
    owner: home.owner,
    home: atHome ? home : undefined,
    report: {
      title,
      description,
      category,
      ...(random.next() < 0.25 && { priority: random.pick(['low', 'high', 'urgent'] as const) }),
      ...(!atHome && { address: drawAddress(random, riverton) }),
      clientKey,
    },
    at,
    steps,
  };
};
