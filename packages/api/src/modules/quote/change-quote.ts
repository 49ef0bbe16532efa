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
import { askedOf, isOpenTo, requireQuoteVersion } from './quote.policy.ts';
import type { Quote, QuoteFields, QuoteTailEntry, WholeQuote, WrittenQuote } from './quote.ports.ts';
import { toOwnQuote } from './quote.view.ts';

export type QuoteNeeds = Pick<
  Deps,
  'quotes' | 'requests' | 'contractors' | 'blocked' | 'quoteRelay' | 'clock' | 'ids'
>;

/** What a command makes of a quote. Without an event nobody but its contractor is told. */
interface Outcome {
  set: QuoteFields;
  event?: { type: QuoteEventType; reason: string | null; facts: QuoteFacts };
}

interface Change {
  requestId: string;
  version: number | undefined;
  command: CommandRecord | undefined;
  /** Refuses by throwing. Asked again, with what is there then, when somebody was faster. */
  decide(found: Found, now: Date): Outcome;
}

/** A request, whoever it is open to, and what of it is the contractor's. */
interface Found {
  request: Request;
  quote: Quote | undefined;
  own: { contractor: Profile; boardKeys: readonly string[] } | undefined;
}

interface State extends Found, Pick<WholeQuote, 'commands' | 'tail'> {}

/** The one way in which a contractor changes their quote. It never writes the request: rivals can't tell from there. */
export const changeQuote = async (
  deps: QuoteNeeds,
  actor: Contractor,
  { requestId, version, command, decide }: Change,
): Promise<OwnQuote> => {
  const { quotes, quoteRelay, clock } = deps;
  const changed = await changeOnce<State, Pick<State, 'request'> & { quote: Quote }>({
    command,
    read: () => stateFor(deps, actor, requestId),
    write: async (state) => {
      const { request, quote, tail } = state;
      const now = clock.now();
      const { set, event } = decide(state, now);
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
    repeated: ({ quote, request }) => {
      // A command is remembered by the quote that it wrote.
      if (!quote) throw notFound();
      return { quote, request };
    },
  });
  return toOwnQuote(changed.quote, changed.request, clock.now());
};

/**
 * In nobody's scope: a quote is its contractor's also when the request is not open to them any more. `decide` judges whether it is.
 * Whoever has quoted judges by the request as it is beside their quote: read after it, and the quote is compared-and-set. As it was before
 * the quote was read, it may still be open where the quote tells of its acceptance.
 */
const stateFor = async (
  { requests, quotes, contractors }: QuoteNeeds,
  { id: contractorId }: Contractor,
  requestId: string,
): Promise<State> => {
  const looks = {
    whole: quotes.ownBeside(requestId, contractorId, { request: requests.beside() }),
    own: contractors.withKeysBeside(contractorId),
  };
  const found = await requests.findWith(requestId, { by: 'system' }, looks);
  if (!found) throw notFound();
  const { whole, own } = found.beside;
  const request = whole ? whole.beside.request : found.request;
  if (!request) throw notFound();
  const { quote, commands = [], tail = [] } = whole ?? {};
  return { request, own, quote, commands, tail };
};

/**
 * The profile of a contractor to whom the request is open: nobody quotes without, since the homeowner is to know who they are. While the
 * homeowner is shut out it is open to nobody. Whoever has quoted knows that the request is there; to others it is not.
 */
export const requireOpenTo = (
  { blocked }: Pick<QuoteNeeds, 'blocked'>,
  { id: contractorId }: Contractor,
  { request, own, quote }: Found,
): Profile => {
  if (isOpenTo(request, contractorId) && !blocked.has(request.homeownerId)) {
    if (request.homeownerId === contractorId) throw new AppError('conflict', 'This request is your own');
    if (!own) throw new AppError('conflict', 'Save your profile first');
    if (!own.contractor.active) {
      throw new AppError('conflict', 'Your profile says that you take no new work; change that first');
    }
    if (isMeantFor(request, contractorId, own.boardKeys)) return own.contractor;
  }
  if (!quote) throw notFound();
  throw new AppError('conflict', 'This request takes no quotes from you now');
};

/** A quote before its first write: version 0. */
const blank = (
  { ids }: QuoteNeeds,
  { id: contractorId }: Contractor,
  { request, now }: { request: Request; now: Date },
): Quote => {
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
