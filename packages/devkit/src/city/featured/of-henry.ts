import type { Step } from '../deed.ts';
import { billOf } from '../life.ts';
import { day } from '../moment.ts';
import { extra, type FeaturedCase, job, plain } from './featured-case.ts';

const henry = 1;

const sentBack: Step[] = [
  { at: day(-5), do: 'sendBack', reason: 'It still runs off slowly after two minutes.' },
  { at: day(-4), do: 'log', text: 'Flushed the trap again', minutes: 45 },
];

/** What goes less smoothly. */
export const ofHenry: readonly FeaturedCase[] = [
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
