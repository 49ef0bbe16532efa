import type { Group } from '../add-group.ts';
import { list, table } from '../row.ts';
import { oneLine } from '../words.ts';

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
