import type { Step } from '../deed.ts';
import { billOf } from '../life.ts';
import { day } from '../moment.ts';
import { extra, type FeaturedCase, job, plain } from './featured-case.ts';

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
export const ofNeighbours: readonly FeaturedCase[] = [
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
