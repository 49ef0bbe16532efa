import { type CommandRecord, commandRing } from '../../src/kernel/command.ts';
import type { Tails } from '../../src/modules/event/event.ports.ts';
import type {
  Quote,
  QuoteEntry,
  Quotes,
  QuoteTail,
  QuoteTailEntry,
} from '../../src/modules/quote/quote.ports.ts';
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

const wholeOf = (found: Stored | undefined) =>
  found && structuredClone({ quote: found.quote, commands: found.commands, tail: found.tail });

export const fakeQuotes = (): Quotes & Tails<QuoteEntry> & Snapshots => {
  let stored = new Map<string, Stored>();
  const all = () => [...stored.values()];
  const ownOf = (requestId: string, contractorId: string) =>
    all().find(({ quote }) => quote.requestId === requestId && quote.contractorId === contractorId);

  return {
    own: async (requestId, contractorId) => wholeOf(ownOf(requestId, contractorId)),
    ofRequest: async (requestId, id) => {
      const found = stored.get(id);
      return found?.quote.requestId === requestId ? wholeOf(found) : undefined;
    },
    list: async (contractorId, page) => {
      const own = all().flatMap(({ quote }) => (quote.contractorId === contractorId ? [quote] : []));
      return structuredClone(pageOf(own, page));
    },
    cheapest: async (requestId, limit) => {
      const shown = all()
        .map(({ quote }) => quote)
        .filter((quote) => quote.requestId === requestId && ['submitted', 'accepted'].includes(quote.state))
        .toSorted((a, b) => (a.current?.total ?? 0) - (b.current?.total ?? 0));
      return structuredClone(shown.slice(0, limit));
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
