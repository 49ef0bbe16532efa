import { contractors } from './contractors.ts';
import type { Step } from './deed.ts';
import { type Life, life, type Stage } from './life.ts';
import { type DemoCity, riverton } from './map.ts';
import type { Moment } from './moment.ts';
import type { Random } from './random.ts';

interface Reported {
  category: string;
  description: string;
  at: Moment;
  city: DemoCity;
}

const cancelReasons = [
  'Fixed it myself',
  'A neighbour helped',
  'Reported twice by mistake',
  'Not needed any more',
];

const rejections = [
  {
    resolution: 'not_responsible',
    closingText: 'This belongs to the water company. We have passed it on to them with your address.',
  },
  {
    resolution: 'no_fault_found',
    closingText:
      'Our inspector was there on Tuesday and found nothing wrong. Report it again if it comes back.',
  },
] as const;

const reinstatement = 'The water company says that this pipe is yours to repair, so the request goes on.';

/** What becomes of a request that nobody tells a story of. Each fate takes its share of them. */
export const drawSteps = (random: Random, reported: Reported): Step[] => {
  const fate = random.next();
  const { at } = reported;
  const later = (share: number): Moment => Math.floor(at * share);
  if (fate < 0.06) return [worse(reported, later(0.9))];
  if (fate < 0.12) return [worse(reported, later(0.9)), cancelled(random, later(0.6))];
  if (fate < 0.22) return [cancelled(random, later(0.6))];
  if (fate < 0.32) {
    const rejected: Step = { at: later(0.8), do: 'reject', fields: random.pick(rejections) };
    return fate < 0.27 ? [rejected] : [rejected, { at: later(0.7), do: 'reinstate', reason: reinstatement }];
  }
  return fate < 0.5 ? drawLife(random, reported) : [];
};

const worse = ({ description }: Reported, at: Moment): Step => ({
  at,
  do: 'edit',
  fields: { description: `${description} It has become worse since I wrote this.`, priority: 'high' },
});

const cancelled = (random: Random, at: Moment): Step => ({
  at,
  do: 'cancel',
  fields: { reason: random.pick(cancelReasons) },
});

/** Categories that ask for a licence. */
const licensed: readonly string[] = ['plumbing', 'heating', 'electrical'];

/** The contractors who take that kind of work on, and have the licence for it all along. */
const ableTo = (category: string) =>
  contractors.filter(
    ({ key, profile, licences }) =>
      profile.active &&
      key !== 'drains' &&
      key !== 'millbrook' &&
      profile.trades.includes(category) &&
      (!licensed.includes(category) || licences.some(({ trade }) => trade === category)),
  );

/** A job of somebody who works there, as far as it can have come since it was reported. */
const drawLife = (random: Random, { category, at, city }: Reported): Step[] => {
  // The first whole day after the report: hours of a life are those of its days.
  const from = Math.ceil(-at / (24 * 60));
  const able = ableTo(category);
  if (city !== riverton || able.length === 0 || from > -3) return [];
  const by = random.pick(able).key;
  const rivals = able.filter(({ key }) => key !== by && random.next() < 0.35).map(({ key }) => key);
  const told: Life = {
    from,
    by,
    rivals,
    until: random.pick(reachable(from)),
    hours: random.int(1, 8),
    material: random.int(10, 240) * 100,
    publish: random.next() < 0.2,
    // Longer than it takes to choose; some have run out by now.
    ...(random.next() < 0.2 && { valid: 8 }),
  };
  return told.until === 'scheduled'
    ? life({ ...told, visit: random.int(2, 9), visitHour: random.int(14, 20) })
    : life(told);
};

/** Where the clock has nothing to do right after the city is filled: work that is done waits for its answer a few days at most. */
const reachable = (from: number): readonly Stage[] => {
  if (from > -7) return ['invited', 'quoted', 'awarded'];
  if (from > -9) return ['quoted', 'scheduled', 'started', 'completed'];
  if (from > -18) return ['quoted', 'awarded', 'started', 'closed'];
  return ['invited', 'quoted', 'closed', 'closed', 'paid'];
};
