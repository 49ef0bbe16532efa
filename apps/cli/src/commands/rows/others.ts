import type { RouterOutputs } from '@pmp/client';
import { propertyKinds } from '@pmp/contracts/property';
import type { Group } from '../add-group.ts';
import { needed, oneOf, parsed, text } from '../field.ts';
import { clientKey, onOne } from '../fields.ts';
import { change, list, table } from '../row.ts';
import { oneLine } from '../words.ts';

type Property = RouterOutputs['homeowner']['properties']['create'];

const about = {
  label: text('--label <text>', 'what you call it'),
  kind: oneOf('--kind <kind>', 'what it is', propertyKinds),
  address: parsed('--address <text>', 'street and number; city; postal code', {
    read: (given) => {
      const [line1 = '', city = '', postalCode = '', ...more] = given.split(';').map((part) => part.trim());
      return postalCode === '' || more.length > 0 ? undefined : { line1, city, postalCode };
    },
    wanted: 'Give "12 Mill Lane; Riverton; 10115".',
  }),
  accessNotes: text('--access-notes <text>', 'how to get in; shown to the contractor on a job'),
};
const shown = {
  view: ({ id, label, kind, address, accessNotes, version }: Property): [string, string][] => [
    ['id', id],
    ['label', label],
    ['kind', kind],
    ['address', oneLine(address)],
    ['access', accessNotes ?? 'no notes'],
    ['version', String(version)],
  ],
};

export const propertyGroup: Group = {
  name: 'properties',
  description: 'the homes that you look after',
  role: 'homeowner',
  rows: [
    list({
      name: 'list',
      description: 'your properties',
      procedure: 'homeowner.properties.list',
      columns: [
        { title: 'id', value: ({ id }) => id },
        { title: 'label', value: ({ label }) => label, shrinks: true },
        { title: 'kind', value: ({ kind }) => kind },
        { title: 'address', value: ({ address }) => oneLine(address), shrinks: true },
      ],
    }),
    change({
      name: 'create',
      description: 'add a property',
      procedure: 'homeowner.properties.create',
      fields: {
        label: needed(about.label),
        kind: needed(about.kind),
        address: needed(about.address),
        accessNotes: about.accessNotes,
        clientKey,
      },
      examples: ['--label Home --kind house --address "12 Mill Lane; Riverton; 10115"'],
      ...shown,
      said: ({ label }) => `Added “${label}”.`,
    }),
    change({
      name: 'update',
      description: 'correct a property',
      procedure: 'homeowner.properties.update',
      fields: { ...onOne, version: needed(onOne.version), ...about },
      ...shown,
      said: ({ label }) => `Corrected “${label}”.`,
    }),
  ],
};

export const categoryGroup: Group = {
  name: 'categories',
  description: 'the kinds of work',
  role: undefined,
  rows: [
    table({
      name: 'list',
      description: 'the kinds of work that can be reported',
      procedure: 'public.categories.list',
      items: (categories) => categories,
      columns: [
        { title: 'code', value: ({ code }) => code },
        { title: 'name', value: ({ name }) => name, shrinks: true },
        { title: 'group', value: ({ group }) => group, shrinks: true },
        { title: 'priority', value: ({ defaultPriority }) => defaultPriority },
        { title: 'description', value: ({ description }) => description, shrinks: true },
      ],
    }),
  ],
};
