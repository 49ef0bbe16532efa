import type { CreateProperty } from '@pmp/contracts/property';
import type { CreateRequest, UpdateRequest } from '@pmp/contracts/request';
import type { CancelRequest, ReasonedCommand, RejectRequest } from '@pmp/contracts/request-moves';
import { type DemoCity, millbrook, riverton } from './map.ts';
import { type DemoOwner, owners } from './people.ts';
import { type Random, seededRandom } from './random.ts';
import { troubles } from './troubles.ts';

/** One request's story, in minutes before now. */
export interface PlannedRequest {
  readonly owner: DemoOwner;
  /** Which of the owner's homes; an address of its own when absent. */
  readonly home: PlannedHome | undefined;
  readonly report: CreateRequest;
  readonly minutesAgo: number;
  readonly edit?: { fields: Pick<UpdateRequest, 'title' | 'description' | 'priority'>; minutesAgo: number };
  /** Turned down by an official of its city, and perhaps taken up again after all. */
  readonly reject?: {
    fields: Pick<RejectRequest, 'resolution' | 'closingText'>;
    minutesAgo: number;
    reinstate?: { fields: Pick<ReasonedCommand, 'reason'>; minutesAgo: number };
  };
  readonly cancel?: { fields: Pick<CancelRequest, 'reason'>; minutesAgo: number };
}

type PlannedRejection = NonNullable<PlannedRequest['reject']>;

export interface PlannedHome {
  readonly owner: DemoOwner;
  readonly property: CreateProperty;
}

export interface CityPlan {
  readonly homes: readonly PlannedHome[];
  /** Oldest first. */
  readonly requests: readonly PlannedRequest[];
}

const seed = 20_261_122;
const requestCount = 240;
const oldestMinutes = 180 * 24 * 60;
const cancelReasons = [
  'Fixed it myself',
  'A neighbour helped',
  'Reported twice by mistake',
  'Not needed any more',
];

const rejections: readonly PlannedRejection['fields'][] = [
  {
    resolution: 'not_responsible',
    closingText: 'This belongs to the water company. We have passed it on to them with your address.',
  },
  {
    resolution: 'no_fault_found',
    closingText:
      'Our inspector was there on Tuesday and found nothing wrong. Report it again if it comes back.',
  },
];
const reinstatement = 'The water company says that this pipe is yours to repair, so the request goes on.';

/** The whole demo city as data: the same on every machine and every day, but for the time it counts back from. */
export const planCity = (): CityPlan => {
  const random = seededRandom(seed);
  const homes = owners.map((owner, index): PlannedHome => {
    const city = index % 12 === 11 ? millbrook : riverton;
    const label = index % 3 === 0 ? 'Our house' : index % 3 === 1 ? 'Flat' : 'Home';
    return {
      owner,
      property: {
        label,
        kind: label === 'Flat' ? 'flat' : 'house',
        address: drawAddress(random, city),
        accessNotes: index % 4 === 0 ? 'Ring twice. The dog is friendly.' : '',
        clientKey: `demo-home-${index + 1}`,
      },
    };
  });

  const requests = Array.from({ length: requestCount }, (_, index) => drawRequest(random, homes, index));
  return {
    homes,
    requests: requests.toSorted((a, b) => b.minutesAgo - a.minutesAgo),
  };
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

const drawOwner = (random: Random, homes: readonly PlannedHome[], index: number): PlannedHome => {
  // The personas' shares come first, then the neighbours in turn.
  let upTo = 0;
  for (const home of homes) {
    upTo += home.owner.share;
    if (index < upTo) return home;
  }
  return random.pick(homes.filter(({ owner }) => owner.share === 0));
};

const drawRejection = (fate: number, minutesAgo: number, index: number): PlannedRejection => {
  const fields = rejections[index % rejections.length];
  if (!fields) throw new Error('There is no rejection to choose from.');
  return {
    fields,
    minutesAgo: Math.floor(minutesAgo * 0.8),
    ...(fate < 0.28 && {
      reinstate: { fields: { reason: reinstatement }, minutesAgo: Math.floor(minutesAgo * 0.7) },
    }),
  };
};

const drawRequest = (random: Random, homes: readonly PlannedHome[], index: number): PlannedRequest => {
  const home = drawOwner(random, homes, index);
  const category = random.pick(Object.keys(troubles));
  const [title, description] = random.pick(troubles[category] ?? []);
  const atHome = random.next() < 0.85;
  // More of them lately: a square makes the recent weeks dense.
  const minutesAgo = 90 + Math.floor(oldestMinutes * random.next() ** 2);
  const fate = random.next();
  return {
    owner: home.owner,
    home: atHome ? home : undefined,
    report: {
      title,
      description,
      category,
      ...(random.next() < 0.25 && { priority: random.pick(['low', 'high', 'urgent'] as const) }),
      ...(!atHome && { address: drawAddress(random, riverton) }),
      clientKey: `demo-request-${index + 1}`,
    },
    minutesAgo,
    ...(fate < 0.12 && {
      edit: {
        fields: { description: `${description} It has become worse since I wrote this.`, priority: 'high' },
        minutesAgo: Math.floor(minutesAgo * 0.9),
      },
    }),
    ...(fate >= 0.24 && fate < 0.34 && { reject: drawRejection(fate, minutesAgo, index) }),
    ...(fate > 0.06 &&
      fate < 0.24 && {
        cancel: { fields: { reason: random.pick(cancelReasons) }, minutesAgo: Math.floor(minutesAgo * 0.6) },
      }),
  };
};
