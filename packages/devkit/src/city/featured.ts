import type { CostLine } from '@pmp/contracts/cost-line';
import type { Step } from './deed.ts';
import { billOf, type Life, life } from './life.ts';
import { day } from './moment.ts';

/** A case that the demo means to show, told day by day. */
export interface FeaturedCase {
  /** Which of the owners: 0 and 1 can sign in. */
  readonly owner: number;
  /** A key of `troubles` and one of its titles. */
  readonly trouble: readonly [category: string, title: string];
  /** The day of the report, counted from the day on which the city is filled. */
  readonly from: number;
  readonly draft?: true;
  readonly steps: readonly Step[];
}

type Trouble = FeaturedCase['trouble'];

/** A usual life, and what happens after it. */
const job = (owner: number, trouble: Trouble, told: Life, ...after: Step[]): FeaturedCase => ({
  owner,
  trouble,
  from: told.from,
  steps: [...life(told), ...after],
});

const plain = (owner: number, trouble: Trouble, from: number, ...steps: Step[]): FeaturedCase => ({
  owner,
  trouble,
  from,
  steps,
});

const extra = (text: string, unitPrice: number): CostLine[] => [
  { kind: 'material', text, quantity: 1, unit: 'piece', unitPrice },
];

const roof = extra('Two rafters, treated', 18_000);
const hannah = 0;
const henry = 1;

const ofHannah: readonly FeaturedCase[] = [
  job(
    hannah,
    ['roofing', 'Roof leaks over the stairs'],
    {
      from: -16,
      by: 'carlos',
      rivals: ['builders'],
      until: 'started',
      hours: 14,
      material: 82_000,
      visit: -6,
    },
    { at: day(-6, 20), do: 'log', text: 'Opened the roof above the stairs', minutes: 240 },
    { at: day(-6, 21), do: 'propose', lines: roof, reason: 'Two rafters under the tiles are rotten.' },
    { at: day(-5), do: 'approve' },
    { at: day(-5, 22), do: 'log', text: 'Replaced both rafters', minutes: 330 },
  ),
  job(hannah, ['plumbing', 'Kitchen sink leaks'], {
    from: -6,
    by: 'carlos',
    rivals: ['drains', 'millbrook'],
    until: 'scheduled',
    visit: 3,
  }),
  job(
    hannah,
    ['electrical', 'Half of the sockets are dead'],
    {
      from: -5,
      by: 'chloe',
      rivals: ['millbrook', 'handy', 'heating'],
      until: 'quoted',
      cap: 60_000,
      dueIn: 5,
      hours: 4,
    },
    { at: day(-2, 17), do: 'quote', by: 'chloe', lines: billOf('chloe', 3, 7_500), validUntil: day(28) },
  ),
  job(hannah, ['heating', 'No hot water'], { from: -9, by: 'heating', until: 'completed', visit: -3 }),
  job(hannah, ['plumbing', 'Toilet keeps running'], {
    from: -60,
    by: 'carlos',
    rivals: ['drains'],
    until: 'paid',
    hours: 2,
    visit: -54,
  }),
  job(
    hannah,
    ['windows-doors', 'Front door does not lock'],
    { from: -18, by: 'joiner', rivals: ['handy'], until: 'started', visit: -10 },
    {
      at: day(-10, 19),
      do: 'hold',
      fields: { holdReason: 'parts', reason: 'The lock is out of stock and comes next week.' },
      until: day(6),
    },
  ),
  job(hannah, ['roofing', 'Gutter hangs loose'], { from: -5, by: 'carlos', until: 'windows', visit: 4 }),
  job(
    hannah,
    ['structural', 'Crack above the bedroom window'],
    { from: -30, by: 'builders', until: 'started', hours: 20, material: 60_000, visit: -20 },
    { at: day(-18), do: 'stopWork', reason: 'An engineer has to look at the lintel first.' },
  ),
  plain(hannah, ['electrical', 'Light flickers in the hall'], -2, {
    at: day(-1),
    do: 'offer',
    to: 'chloe',
    cap: 18_000,
    acceptDueAt: day(5),
  }),
  {
    owner: hannah,
    trouble: ['structural', 'Plaster came off the ceiling'],
    from: -1,
    draft: true,
    steps: [],
  },
  plain(hannah, ['landscaping', 'Path has sunk by the steps'], -40, {
    at: day(-35),
    do: 'cancel',
    fields: { reason: 'Fixed it myself' },
  }),
  plain(hannah, ['other', 'Strange smell in the cellar'], -25, {
    at: day(-22),
    do: 'reject',
    fields: {
      resolution: 'no_fault_found',
      closingText:
        'Our inspector measured the air on Tuesday and found nothing. Report it again if it comes back.',
    },
  }),
  plain(hannah, ['mould', 'Mould behind the wardrobe'], -1),
  job(hannah, ['appliance', 'Dishwasher does not drain'], {
    from: -20,
    by: 'chloe',
    rivals: ['handy'],
    until: 'invoiced',
    hours: 1,
    material: 3_900,
  }),
];

const sentBack: Step[] = [
  { at: day(-5), do: 'sendBack', reason: 'It still runs off slowly after two minutes.' },
  { at: day(-4), do: 'log', text: 'Flushed the trap again', minutes: 45 },
];

const ofHenry: readonly FeaturedCase[] = [
  job(
    henry,
    ['plumbing', 'Low pressure in the bathroom'],
    { from: -20, by: 'carlos', until: 'quoted', valid: 40 },
    // Held for a week only, and so expired.
    { at: day(-18), do: 'invite', contractors: ['millbrook'], publish: false },
    {
      at: day(-17),
      do: 'quote',
      by: 'millbrook',
      lines: billOf('millbrook', 2, 4_000),
      validUntil: day(-10),
    },
  ),
  job(
    henry,
    ['plumbing', 'Shower drain is blocked'],
    { from: -15, by: 'carlos', rivals: ['drains'], until: 'completed', visit: -7 },
    ...sentBack,
  ),
  job(
    henry,
    ['electrical', 'Doorbell and intercom silent'],
    { from: -14, by: 'chloe', until: 'started', visit: -4 },
    { at: day(-3), do: 'log', text: 'Traced the cable to the door station', minutes: 90 },
    {
      at: day(-3, 19),
      do: 'propose',
      lines: extra('Door station, surface mounted', 21_900),
      reason: 'The door station itself is burnt out.',
    },
  ),
  plain(henry, ['electrical', 'Doorbell and intercom silent'], -3, {
    at: day(-2),
    do: 'merge',
    into: 'demo-request-17',
  }),
  job(henry, ['roofing', 'Skylight is fogged and damp'], {
    from: -3,
    by: 'carlos',
    until: 'invited',
    dueIn: 7,
  }),
  job(
    henry,
    ['heating', 'Radiator stays cold'],
    { from: -26, by: 'heating', until: 'rated' },
    { at: day(-8), do: 'reopen', reason: 'It is cold again, as it was before.' },
  ),
  job(
    henry,
    ['plumbing', 'Outside tap burst'],
    { from: -33, by: 'carlos', until: 'scheduled', visit: -26 },
    { at: day(-29), do: 'cancel', fields: { reason: 'The landlord has sent somebody of his own.' } },
  ),
  job(
    henry,
    ['mould', 'Bathroom ceiling turns black'],
    { from: -19, by: 'handy', until: 'started', visit: -9 },
    { at: day(-8), do: 'hold', fields: { holdReason: 'access', reason: 'Nobody was at home to let us in.' } },
  ),
  job(henry, ['appliance', 'Washing machine leaks at the door'], {
    from: -70,
    by: 'chloe',
    until: 'paid',
    hours: 1,
    material: 5_600,
  }),
];

const declinedExtra: Step[] = [
  { at: day(-6), do: 'propose', lines: extra('New ridge', 64_000), reason: 'The ridge will not last long.' },
  { at: day(-6, 20), do: 'decline', reason: 'Not this year; only what leaks, please.' },
  {
    at: day(-5),
    do: 'hold',
    fields: { holdReason: 'weather', reason: 'Storm until the weekend; nobody goes up there.' },
    until: day(4),
  },
];

/** Of people who cannot sign in: what the contractors who can have on their lists besides. */
const ofNeighbours: readonly FeaturedCase[] = [
  job(
    2,
    ['roofing', 'Roof leaks over the stairs'],
    { from: -17, by: 'carlos', rivals: ['builders'], until: 'started', hours: 10, material: 54_000 },
    ...declinedExtra,
  ),
  job(3, ['plumbing', 'Kitchen sink leaks'], { from: -8, by: 'carlos', until: 'completed' }),
  job(
    4,
    ['electrical', 'Half of the sockets are dead'],
    { from: -22, by: 'chloe', until: 'started', hours: 6 },
    {
      at: day(-15),
      do: 'hold',
      fields: { holdReason: 'permit', reason: 'The new fuse box needs a permit.' },
    },
  ),
  job(5, ['electrical', 'Light flickers in the hall'], {
    from: -5,
    by: 'chloe',
    until: 'scheduled',
    visit: 2,
    visitHour: 18,
  }),
  job(
    6,
    ['landscaping', 'Branch fell on the fence'],
    { from: -24, by: 'garden', until: 'started' },
    { at: day(-18), do: 'hold', fields: { holdReason: 'payment' } },
  ),
  job(
    7,
    ['structural', 'Floor sags in the kitchen'],
    { from: -28, by: 'builders', until: 'started', hours: 16 },
    { at: day(-20), do: 'hold', fields: { holdReason: 'owner', reason: 'Away until after the holidays.' } },
  ),
  plain(
    8,
    ['electrical', 'Doorbell and intercom silent'],
    -7,
    { at: day(-6), do: 'offer', to: 'chloe', cap: 15_000, acceptDueAt: day(-4) },
    { at: day(-5), do: 'release', reason: 'Booked out until next month, sorry.' },
  ),
  job(
    9,
    ['plumbing', 'Toilet keeps running'],
    { from: -6, by: 'carlos', rivals: ['drains'], until: 'quoted' },
    { at: day(-4), do: 'withdraw', by: 'drains', reason: 'We have no time for it after all.' },
    { at: day(-3), do: 'quote', by: 'carlos', lines: billOf('carlos', 2, 5_000), validUntil: day(40) },
  ),
  job(10, ['plumbing', 'Outside tap burst'], { from: -2, by: 'carlos', until: 'invited' }),
  job(12, ['appliance', 'Oven heats unevenly'], { from: -3, by: 'chloe', until: 'invited' }),
  job(13, ['electrical', 'Light flickers in the hall'], { from: -4, by: 'chloe', until: 'quoted', dueIn: 9 }),
  job(14, ['plumbing', 'Low pressure in the bathroom'], {
    from: -4,
    by: 'carlos',
    rivals: ['drains'],
    until: 'quoted',
    publish: true,
  }),
  job(15, ['roofing', 'Gutter hangs loose'], { from: -3, by: 'carlos', until: 'invited', publish: true }),
  job(16, ['appliance', 'Dishwasher does not drain'], {
    from: -3,
    by: 'handy',
    until: 'quoted',
    publish: true,
  }),
  job(17, ['electrical', 'Half of the sockets are dead'], {
    from: -2,
    by: 'chloe',
    until: 'invited',
    publish: true,
  }),
  plain(
    18,
    ['cooling', 'Fan of the outdoor unit rattles'],
    -9,
    { at: day(-8), do: 'offer', to: 'heating', cap: 24_000, acceptDueAt: day(-6) },
    { at: day(-7), do: 'acceptOffer' },
    { at: day(-6), do: 'start' },
  ),
];

export const featuredCases: readonly FeaturedCase[] = [...ofHannah, ...ofHenry, ...ofNeighbours];
