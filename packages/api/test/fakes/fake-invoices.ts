import { type CommandRecord, commandRing } from '../../src/kernel/command.ts';
import type { Invoice, Invoices, OfAward } from '../../src/modules/invoice/invoice.ports.ts';
import { fakeLook } from './fake-look.ts';
import type { Snapshots } from './fake-transact.ts';

interface Stored {
  invoice: Invoice;
  award: OfAward;
  commands: CommandRecord[];
}

export const fakeInvoices = (): Invoices & Snapshots => {
  let stored = new Map<string, Stored>();
  const draftOf = ({ requestId, atVersion }: OfAward) =>
    [...stored.values()].find(
      ({ invoice, award }) =>
        invoice.status === 'draft' && award.requestId === requestId && award.atVersion === atVersion,
    );
  const draftAt = (id: string, version: number) => {
    const found = stored.get(id);
    return found?.invoice.status === 'draft' && found.invoice.version === version ? found : undefined;
  };
  return {
    insert: async (invoice, award, command) => {
      if (stored.has(invoice.id) || draftOf(award)) return false;
      stored.set(invoice.id, structuredClone({ invoice, award, commands: command ? [command] : [] }));
      return true;
    },
    draftsBeside: ({ requestId, contractorId }) =>
      fakeLook(() =>
        [...stored.values()].flatMap(({ invoice, award, commands }) =>
          invoice.status === 'draft' && award.requestId === requestId && invoice.contractorId === contractorId
            ? [{ invoice, commands, atVersion: award.atVersion }]
            : [],
        ),
      ),
    sentBeside: (requestId) =>
      fakeLook(({ invoice: named }) => {
        const found = stored.get(named?.id ?? '');
        if (found?.invoice.requestId !== requestId) return undefined;
        const { invoice, commands } = found;
        return { invoice, commands };
      }),
    save: async ({ invoiceId, expectedVersion, fields, at, command }) => {
      const found = draftAt(invoiceId, expectedVersion);
      if (!found) return undefined;
      const version = expectedVersion + 1;
      found.invoice = { ...found.invoice, ...structuredClone(fields), version, updatedAt: at };
      if (command) found.commands = [...found.commands, command].slice(-commandRing);
      return structuredClone(found.invoice);
    },
    publish: async ({ invoiceId, expectedVersion, against, at }) => {
      const found = draftAt(invoiceId, expectedVersion);
      if (!found) return undefined;
      found.invoice = {
        ...found.invoice,
        status: 'published',
        against: structuredClone(against),
        version: expectedVersion + 1,
        publishedAt: at,
        updatedAt: at,
      };
      return structuredClone(found.invoice);
    },
    snapshot: () => {
      const kept = structuredClone(stored);
      return () => {
        stored = kept;
      };
    },
  };
};
