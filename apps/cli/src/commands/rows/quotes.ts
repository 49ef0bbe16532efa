import type { Group } from '../add-group.ts';
import { costs, lineExample } from '../costs.ts';
import { needed, text, usually, whole } from '../field.ts';
import { aboutOne, reason, requestId, time } from '../fields.ts';
import { change, list, read } from '../row.ts';
import { ownQuoteColumns, ownQuoteFields } from '../views/money-view.ts';

const days = (flags: string, help: string) => needed(whole(flags, help, { what: 'days' }));
const content = {
  ...aboutOne,
  validUntil: needed(time('--valid-until <time>', 'until when it can be accepted')),
  leadDays: days('--lead-days <n>', 'how many days pass before the work can begin'),
  durationDays: days('--duration-days <n>', 'how many days the work takes'),
  note: usually(text('--note <text>', 'what the homeowner reads below'), ''),
};
const example = `<request-id> --valid-until 2026-04-01T12:00Z --lead-days 3 --duration-days 1 ${lineExample}`;

export const quoteGroup: Group = {
  name: 'quotes',
  description: 'what you ask for the work as a contractor',
  role: 'contractor',
  rows: [
    list({
      name: 'list',
      description: 'your quotes, newest first',
      procedure: 'contractor.quotes.list',
      columns: ownQuoteColumns,
    }),
    read({
      name: 'get',
      description: 'your quote for a request',
      procedure: 'contractor.quotes.get',
      fields: { requestId },
      view: ownQuoteFields,
    }),
    change({
      name: 'draft',
      description: 'keep a draft, which only you see',
      procedure: 'contractor.quotes.save',
      fields: content,
      together: costs,
      examples: [example],
      view: ownQuoteFields,
      said: () => 'Kept as a draft: pmp quotes submit shows it.',
    }),
    change({
      name: 'submit',
      description: 'show the homeowner your quote, or a new revision of it',
      procedure: 'contractor.quotes.submit',
      fields: content,
      together: costs,
      examples: [example],
      view: ownQuoteFields,
      said: ({ request, current }) => `Quoted for ${request.number}: revision ${current?.revision ?? 0}.`,
    }),
    change({
      name: 'withdraw',
      description: 'take your quote back',
      procedure: 'contractor.quotes.withdraw',
      fields: { ...aboutOne, reason },
      view: ownQuoteFields,
      said: ({ request }) => `Took the quote back for ${request.number}.`,
    }),
  ],
};
