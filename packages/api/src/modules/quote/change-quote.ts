import type { OwnQuote, QuoteEventType, QuoteFacts } from '@pmp/contracts/quote-view';
import type { Deps } from '../../deps.ts';
import type { Contractor } from '../../kernel/actor.ts';
import { AppError, notFound } from '../../kernel/app-error.ts';
import { type CommandRecord, changeOnce } from '../../kernel/command.ts';
import { sortKey } from '../../kernel/sort-key.ts';
import type { Contractor as Profile } from '../contractor/contractor.ports.ts';
import { hasRoom } from '../event/event.ports.ts';
import type { Request } from '../request/request.ports.ts';
import { isMeantFor } from '../request/request.scope.ts';
import { askedOf, requireQuoteVersion } from './quote.policy.ts';
import type { Quote, QuoteFields, QuoteTailEntry, WholeQuote, WrittenQuote } from './quote.ports.ts';
import { toOwnQuote } from './quote.view.ts';

export type QuoteNeeds = Pick<Deps, 'quotes' | 'requests' | 'quoteRelay' | 'clock' | 'ids'>;
export type BidNeeds = QuoteNeeds & Pick<Deps, 'contractors'>;

/** What a command makes of a quote. Without an event nobody but its contractor is told. */
interface Outcome {
  set: QuoteFields;
  event?: { type: QuoteEventType; reason: string | null; facts: QuoteFacts };
  /** The request, where it had to be read: a first quote needs to know whose it is. */
  request?: Request;
}

interface Change {
  requestId: string;
  version: number | undefined;
  command: CommandRecord | undefined;
  /** Refuses by throwing. Asked again, with what is there then, when somebody was faster. */
  decide(quote: Quote | undefined, now: Date): Promise<Outcome>;
}

interface Found extends Pick<WholeQuote, 'commands' | 'tail'> {
  quote: Quote | undefined;
}

const nothingYet: Found = { quote: undefined, commands: [], tail: [] };

/** The one way in which a contractor changes their quote. It never writes the request: rivals can't tell from there. */
export const changeQuote = async (
  deps: QuoteNeeds,
  actor: Contractor,
  { requestId, version, command, decide }: Change,
): Promise<OwnQuote> => {
  const { quotes, quoteRelay, clock } = deps;
  const changed = await changeOnce<Found, { quote: Quote; request?: Request | undefined }>({
    command,
    read: async () => (await quotes.own(requestId, actor.id)) ?? nothingYet,
    write: async ({ quote, tail }) => {
      const now = clock.now();
      const { set, event, request } = await decide(quote, now);
      requireQuoteVersion(quote, version);
      const subject = quote ?? blank(deps, actor, { request, now });
      const entry = event && entryOf(subject, { actor, at: now, set, event });
      if (entry && !hasRoom(tail, entry)) {
        throw new AppError('case_full', 'This quote is catching up; try again later');
      }
      const write = { at: now, entry, command };
      const written: WrittenQuote | undefined = await (quote
        ? quotes.change({ quote, set, ...write })
        : quotes.insert({ quote: { ...subject, ...set, version: 1 }, ...write }));
      if (!written) return undefined;
      if (written.tail.entries.length > 0) quoteRelay.push(written.tail);
      return { quote: written.quote, request };
    },
    repeated: ({ quote }) => {
      // A command is remembered by the quote that it wrote.
      if (!quote) throw notFound();
      return { quote };
    },
  });
  const request = changed.request ?? (await deps.requests.many([requestId]))[0];
  if (!request) throw notFound();
  return toOwnQuote(changed.quote, request, clock.now());
};

/**
 * The request, while it is open to the contractor, and their profile: nobody quotes without, since the homeowner is to know who they are.
 * Whoever has quoted knows that the request is there; to others it is not.
 */
export const openRequestFor = async (
  { requests, contractors }: BidNeeds,
  { id: contractorId }: Contractor,
  { requestId, quote }: { requestId: string; quote: Quote | undefined },
): Promise<{ request: Request; profile: Profile }> => {
  const request = await requests.find(requestId, { by: 'bidder', contractorId });
  if (request?.homeownerId === contractorId) throw new AppError('conflict', 'This request is your own');
  if (request) {
    const found = await contractors.findWithKeys(contractorId);
    if (!found) throw new AppError('conflict', 'Save your profile first');
    if (!found.contractor.active) {
      throw new AppError('conflict', 'Your profile says that you take no new work; change that first');
    }
    if (isMeantFor(request, contractorId, found.boardKeys)) return { request, profile: found.contractor };
  }
  if (!quote) throw notFound();
  throw new AppError('conflict', 'This request takes no quotes from you now');
};

/** A quote before its first write: version 0. */
const blank = (
  { ids }: QuoteNeeds,
  { id: contractorId }: Contractor,
  { request, now }: { request: Request | undefined; now: Date },
): Quote => {
  if (!request) throw notFound();
  const id = ids.record();
  return {
    id,
    version: 0,
    requestId: request.id,
    contractorId,
    homeownerId: request.homeownerId,
    asked: askedOf(request),
    state: 'draft',
    current: null,
    past: [],
    draft: null,
    createdAt: now,
    updatedAt: now,
    sortKey: sortKey(now, id),
  };
};

interface Told {
  actor: Contractor;
  at: Date;
  set: QuoteFields;
  event: NonNullable<Outcome['event']>;
}

const entryOf = (quote: Quote, { actor, at, set, event }: Told): QuoteTailEntry => ({
  seq: quote.version + 1,
  actor: { id: actor.id, role: actor.role },
  at,
  from: quote.version === 0 ? null : quote.state,
  to: set.state ?? quote.state,
  fields: [],
  ...event,
  notices: [{ to: quote.homeownerId, kind: event.type }],
});
