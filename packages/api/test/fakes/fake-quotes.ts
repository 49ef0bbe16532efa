import { type CommandRecord, commandRing } from '../../src/kernel/command.ts';
import type { Looks } from '../../src/kernel/look.ts';
import type { Tails } from '../../src/modules/event/event.ports.ts';
import type {
  Quote,
  QuoteEntry,
  Quotes,
  QuoteTail,
  QuoteTailEntry,
} from '../../src/modules/quote/quote.ports.ts';
import { fakeBeside, fakeLook } from './fake-look.ts';
import type { Snapshots } from './fake-transact.ts';
import { pageOf } from './page-of.ts';

interface Stored {
  quote: Quote;
  commands: CommandRecord[];
  tail: QuoteTailEntry[];
  relayDueAt: Date | undefined;
}

const tailOf = ({ quote, tail }: Stored): QuoteTail => ({
  subjectId: quote.id,
  version: quote.version,
  entries: tail,
});

const writtenOf = (stored: Stored) => structuredClone({ quote: stored.quote, tail: tailOf(stored) });

const foundOf = <Beside extends object>(quote: Quote, looks: Looks<Quote, Beside> | undefined) => ({
  quote: structuredClone(quote),
  beside: fakeBeside(quote, looks),
});

const wholeOf = <Beside extends object>(found: Stored | undefined, looks?: Looks<Quote, Beside>) =>
  found && {
    ...structuredClone({ commands: found.commands, tail: found.tail }),
    ...foundOf(found.quote, looks),
  };

export const fakeQuotes = (): Quotes & Tails<QuoteEntry> & Snapshots => {
  let stored = new Map<string, Stored>();
  const all = () => [...stored.values()];
  const ownOf = (requestId: string, contractorId: string) =>
    all().find(({ quote }) => quote.requestId === requestId && quote.contractorId === contractorId);
  const ofRequest = (requestId: string, id: string) => {
    const found = stored.get(id);
    return found?.quote.requestId === requestId ? found : undefined;
  };

  return {
    own: async (requestId, contractorId, looks) => wholeOf(ownOf(requestId, contractorId), looks),
    ownBeside: (requestId, contractorId, looks) =>
      fakeLook(() => wholeOf(ownOf(requestId, contractorId), looks)),
    ofRequest: async (requestId, id) => wholeOf(ofRequest(requestId, id)),
    oneBeside: (requestId, id, looks) =>
      fakeLook(() => {
        const found = ofRequest(requestId, id);
        return found && foundOf(found.quote, looks);
      }),
    acceptedBeside: (requestId) => fakeLook(({ award }) => ofRequest(requestId, award?.quoteId ?? '')?.quote),
    cheapestBeside: (requestId, limit, looks) =>
      fakeLook(() =>
        all()
          .map(({ quote }) => quote)
          .filter((quote) => quote.requestId === requestId && ['submitted', 'accepted'].includes(quote.state))
          .toSorted((a, b) => (a.current?.total ?? 0) - (b.current?.total ?? 0))
          .slice(0, limit)
          .map((quote) => foundOf(quote, looks)),
      ),
    list: async (contractorId, page, looks) => {
      const own = all().flatMap(({ quote }) => (quote.contractorId === contractorId ? [quote] : []));
      return pageOf(own, page).map((quote) => foundOf(quote, looks));
    },
    insert: async ({ quote, entry, command }) => {
      if (stored.has(quote.id) || ownOf(quote.requestId, quote.contractorId)) return undefined;
      const made: Stored = structuredClone({
        quote,
        commands: command ? [command] : [],
        tail: entry ? [entry] : [],
        relayDueAt: entry?.at,
      });
      stored.set(quote.id, made);
      return writtenOf(made);
    },
    change: async ({ quote: { id, version, current }, set, at, entry, command }) => {
      const found = stored.get(id);
      if (found?.quote.version !== version) return undefined;
      const past = [...found.quote.past];
      if (set.current && current) {
        const { revision, submittedAt, total, currency } = current;
        past.push({ revision, submittedAt, total, currency });
      }
      found.quote = { ...found.quote, ...structuredClone(set), past, version: version + 1, updatedAt: at };
      if (entry) {
        found.tail = [...found.tail, structuredClone(entry)];
        found.relayDueAt ??= entry.at;
      }
      if (command) found.commands = [...found.commands, command].slice(-commandRing);
      return writtenOf(found);
    },
    clear: async (cleared) => {
      for (const { subjectId, version } of cleared) {
        const found = stored.get(subjectId);
        if (!found) continue;
        found.tail = found.tail.filter(({ seq }) => seq > version);
        if (found.quote.version === version) found.relayDueAt = undefined;
      }
    },
    overdue: async (before, limit) => {
      const due = all().flatMap((one) =>
        one.relayDueAt && one.relayDueAt < before ? [{ at: one.relayDueAt, one }] : [],
      );
      return due
        .toSorted((a, b) => a.at.getTime() - b.at.getTime())
        .slice(0, limit)
        .map(({ one }) => structuredClone(tailOf(one)));
    },
    snapshot: () => {
      const kept = structuredClone(stored);
      return () => {
        stored = kept;
      };
    },
  };
};
