import type { Page } from '@pmp/contracts/page';
import { RequestEvent } from '@pmp/contracts/request-event';
import { type Operation, pathParameters, type Sent } from './operation.ts';
import { event } from './samples/event.ts';
import { nextLink, walkPages } from './walk-pages.ts';

export const listed =
  'Newest first. All of them up to 1,000; a `Link` header with `rel="next"` leads to the rest. Each hundred counts as a call.';
export const repeatable = 'Send an `Idempotency-Key`, and repeating the call cannot do it twice.';

/** A path with its parameters filled in, by what was sent. */
const filled = (path: string, { input }: Sent) =>
  pathParameters(path).reduce((url, name) => url.replace(`{${name}}`, String(input[name])), path);

/** What every list has: it walks the procedure's pages, and links to what is left. */
export const list = (path: string) => ({
  method: 'GET' as const,
  path,
  status: 200 as const,
  description: listed,
  ask: <Item>(call: (input: unknown) => Promise<Page<Item>>, { input, query }: Sent) =>
    walkPages(call, { ...query, ...input }),
  toReply: ({ items, nextCursor }: Page<unknown>, sent: Sent) => ({
    body: items,
    headers: nextLink(filled(path, sent), sent.query, nextCursor),
  }),
});

/** What every read of one record has. */
export const read = { method: 'GET', status: 200, refusals: [404] } as const;

/** What every command on one record has. Its role and its reply are the table's. */
export const command = {
  method: 'POST',
  description: repeatable,
  idempotency: 'commandKey',
  status: 200,
  refusals: [404, 409],
} as const satisfies Partial<Operation>;

/** What happened to a record, oldest first. */
export const timeline = {
  ...read,
  reply: { schema: RequestEvent, name: 'TimelineEvent', example: event, list: true },
} as const;
