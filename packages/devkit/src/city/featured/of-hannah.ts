import { billOf } from '../life.ts';
import { day } from '../moment.ts';
import { extra, type FeaturedCase, job, plain } from './featured-case.ts';

const hannah = 0;
const roof = extra('Two rafters, treated', 18_000);

/** A case in every state. */
export const ofHannah: readonly FeaturedCase[] = [
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
