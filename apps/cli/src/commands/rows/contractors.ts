import type { RouterOutputs } from '@pmp/client';
import type { Group } from '../add-group.ts';
import { type Field, many, needed, parsed, text, usually, whole } from '../field.ts';
import { id, onOne, requestId } from '../fields.ts';
import { change, list, read } from '../row.ts';

type Contractor = RouterOutputs['homeowner']['contractors']['get'];
type Profile = RouterOutputs['contractor']['profile']['save'];

const ratingOf = ({ rating: { count, quality, time, price } }: Pick<Contractor, 'rating'>): string =>
  count === 0 ? 'none yet' : `quality ${quality}, time ${time}, price ${price} (of ${count})`;

export const contractorGroup: Group = {
  name: 'contractors',
  description: 'who could take a request of yours on',
  role: 'homeowner',
  rows: [
    list({
      name: 'list',
      description: 'active ones of its category, in whose area it lies',
      procedure: 'homeowner.contractors.list',
      fields: { requestId },
      columns: [
        { title: 'id', value: (one) => one.id },
        { title: 'rating', value: ratingOf },
        { title: 'insured', value: ({ insured }) => (insured ? 'yes' : 'no') },
        { title: 'name', value: ({ displayName }) => displayName, shrinks: true },
        { title: 'trades', value: ({ trades }) => trades.join(', '), shrinks: true },
      ],
    }),
    read({
      name: 'get',
      description: 'what one says of themselves, and how they are rated',
      procedure: 'homeowner.contractors.get',
      fields: { id },
      view: (one) => [
        ['id', one.id],
        ['name', one.displayName],
        ['about', one.about],
        ['trades', one.trades.join(', ')],
        ['rating', ratingOf(one)],
        [
          'licences',
          one.licences.map(({ trade, valid }) => `${trade}${valid ? '' : ' (expired)'}`).join(', '),
        ],
        ['insured', one.insured ? 'yes' : 'no'],
      ],
    }),
  ],
};

const profileFields = (profile: Profile): [string, string][] => [
  ['id', profile.id],
  ['name', profile.displayName],
  ['about', profile.about],
  ['trades', profile.trades.join(', ')],
  ['area', profile.serviceArea.kind],
  ['licences', profile.licences.map(({ trade, number }) => `${trade} ${number}`).join(', ')],
  ['insurance', profile.insurance?.insurer ?? 'none'],
  ['capacity', String(profile.capacity)],
  ['currency', profile.currency],
  ['active', profile.active ? 'yes' : 'no'],
  ['rating', ratingOf(profile)],
  ['version', String(profile.version)],
];

const partsOf = (given: string, count: number): string[] | undefined => {
  const parts = given.split(';').map((part) => part.trim());
  return parts.length === count && !parts.includes('') ? parts : undefined;
};

const area = parsed('--area <lat,lon,metres>', 'the circle that you work in: 52.53,13.38,5000', {
  read: (given) => {
    const [lat = Number.NaN, lon = Number.NaN, radiusM = Number.NaN, ...more] = given.split(',').map(Number);
    const isCircle = more.length === 0 && [lat, lon, radiusM].every(Number.isFinite);
    return isCircle ? { kind: 'circle' as const, centre: { lat, lon }, radiusM } : undefined;
  },
  wanted: 'Give latitude, longitude and metres: 52.53,13.38,5000.',
});

const licence = parsed('--licence <licence>', 'trade; number; issuer; valid until', {
  read: (given) => {
    const [trade = '', number = '', issuer = '', validUntil = ''] = partsOf(given, 4) ?? [];
    return trade === '' ? undefined : { trade, number, issuer, validUntil };
  },
  wanted: 'Give "plumbing; PL-2210; City of Riverton; 2027-12-31T23:00Z".',
});

interface Insurance {
  insurer: string;
  policyNumber: string;
  validUntil: string;
}
const insurance: Field<Insurance | null> = parsed('--insurance <policy>', 'insurer; number; valid until', {
  read: (given) => {
    const [insurer = '', policyNumber = '', validUntil = ''] = partsOf(given, 3) ?? [];
    return insurer === '' ? undefined : { insurer, policyNumber, validUntil };
  },
  wanted: 'Give "Harbour Mutual; HM-77120; 2026-12-31T23:00Z".',
});

export const profileGroup: Group = {
  name: 'profile',
  description: 'what you say of yourself as a contractor',
  role: 'contractor',
  rows: [
    read({
      name: 'get',
      description: 'your profile',
      procedure: 'contractor.profile.get',
      fields: {},
      view: (profile) =>
        profile ? profileFields(profile) : [['profile', 'none yet: pmp profile save makes one']],
    }),
    change({
      name: 'save',
      description: 'make your profile, or replace all of it',
      procedure: 'contractor.profile.save',
      fields: {
        displayName: needed(text('--name <text>', 'how homeowners know you')),
        about: usually(text('--about <text>', 'in your words'), ''),
        trades: needed(many(text('--trade <code>', 'a category that you work in; see: pmp categories list'))),
        serviceArea: needed(area),
        licences: usually(many(licence), []),
        insurance: usually(insurance, null),
        capacity: usually(whole('--capacity <n>', 'how many jobs you take on at a time', { least: 1 }), 1),
        currency: usually(text('--currency <code>', 'in which you ask to be paid'), 'EUR'),
        active: usually(
          parsed('--active <yes|no>', 'whether you take work on', {
            read: (given) => ({ yes: true, no: false })[given],
            wanted: 'Say yes or no.',
          }),
          true,
        ),
        version: onOne.version,
        commandKey: onOne.commandKey,
      },
      examples: ['--name "Brook Plumbing" --trade plumbing --area 52.53,13.38,5000'],
      view: profileFields,
      said: () => 'Saved.',
    }),
  ],
};
