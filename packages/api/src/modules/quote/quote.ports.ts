import type { QuoteContent } from '@pmp/contracts/quote';
import type { QuoteEventType, QuoteFacts, StoredQuoteState } from '@pmp/contracts/quote-view';
import type { CommandRecord } from '../../kernel/command.ts';
import type { Look, Looks, Nothing } from '../../kernel/look.ts';
import type { PageRequest } from '../../kernel/page.ts';
import type { Entry, Tail, Told } from '../event/event.ports.ts';
import type { Request } from '../request/request.ports.ts';

/** What one revision came to, in minor units of `currency`. */
export interface RevisionBrief {
  revision: number;
  submittedAt: Date;
  total: number;
  currency: string;
}

/** What the homeowner was shown, and when. */
export interface Revision extends QuoteContent, RevisionBrief {
  /** Until when the contractor was licensed for the category, as they said when they submitted it; null without a licence. */
  licensedUntil: Date | null;
}

/** What one contractor asks for one request. `version` counts its writes; the request knows nothing of them. */
export interface Quote {
  id: string;
  version: number;
  requestId: string;
  contractorId: string;
  /** Whose request it is. */
  homeownerId: string;
  /** The request as its contractor could last read it when they saved or submitted this. */
  asked: { title: string; category: string };
  state: StoredQuoteState;
  /** Null until it is submitted. */
  current: Revision | null;
  /** Former revisions, oldest first: kept whole, read in brief. */
  past: readonly RevisionBrief[];
  draft: QuoteContent | null;
  createdAt: Date;
  updatedAt: Date;
  sortKey: string;
}

/** What one write to a quote recorded. Keeping a draft records nothing, so `seq` may have gaps. */
export type QuoteEntry = Entry<QuoteEventType, StoredQuoteState, QuoteFacts>;
export type QuoteTailEntry = Told<QuoteEntry>;
export type QuoteTail = Tail<QuoteEntry>;

/** A quote, and what the looks that were taken along found beside it. */
export interface FoundQuote<Beside extends object = Nothing> {
  quote: Quote;
  beside: Beside;
}

export interface WholeQuote<Beside extends object = Nothing> extends FoundQuote<Beside> {
  commands: readonly CommandRecord[];
  tail: readonly QuoteTailEntry[];
}

/** What a write may set. A new `current` makes the one before it the last of `past`. */
export type QuoteFields = Partial<Pick<Quote, 'asked' | 'state' | 'current' | 'draft'>>;

interface QuoteWrite {
  at: Date;
  entry: QuoteTailEntry | undefined;
  command: CommandRecord | undefined;
}

/** A quote to be stored. */
export interface NewQuote extends QuoteWrite {
  quote: Quote;
}

/** A compare-and-set: it happens only if `quote` still has the version seen here. */
export interface QuoteChange extends QuoteWrite {
  quote: Quote;
  set: QuoteFields;
}

export interface WrittenQuote {
  quote: Quote;
  tail: QuoteTail;
}

/** Quotes in the database. */
export interface Quotes {
  /** The contractor's own for a request, with its recent commands and its tail. */
  own<Beside extends object = Nothing>(
    requestId: string,
    contractorId: string,
    looks?: Looks<Quote, Beside>,
  ): Promise<WholeQuote<Beside> | undefined>;
  /** The same, beside its request. */
  ownBeside<Beside extends object>(
    requestId: string,
    contractorId: string,
    looks: Looks<Quote, Beside>,
  ): Look<unknown, WholeQuote<Beside> | undefined>;
  /** One of a request's, drafts too: for whoever has found out that the request is theirs. */
  ofRequest(requestId: string, id: string): Promise<WholeQuote | undefined>;
  /** The same to look at, beside its request. */
  oneBeside<Beside extends object>(
    requestId: string,
    id: string,
    looks: Looks<Quote, Beside>,
  ): Look<unknown, FoundQuote<Beside> | undefined>;
  /** The one that the award of a request was made by, if it was by one. */
  acceptedBeside(requestId: string): Look<Pick<Request, 'award'>, Quote | undefined>;
  /** The submitted and accepted ones of a request, the lowest total first; neither drafts nor what was withdrawn. */
  cheapestBeside<Beside extends object>(
    requestId: string,
    limit: number,
    looks: Looks<Quote, Beside>,
  ): Look<unknown, FoundQuote<Beside>[]>;
  /** The contractor's own; newest first (oldest first when `backward`), one more than the limit. */
  list<Beside extends object = Nothing>(
    contractorId: string,
    page: PageRequest,
    looks?: Looks<Quote, Beside>,
  ): Promise<FoundQuote<Beside>[]>;
  /** Undefined when the contractor has one for the request already. */
  insert(quote: NewQuote): Promise<WrittenQuote | undefined>;
  /** Undefined when the quote has moved on. */
  change(change: QuoteChange): Promise<WrittenQuote | undefined>;
}
