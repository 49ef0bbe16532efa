import { expect, it } from 'vitest';
import { type CommandRecord, commandRing } from '../../src/kernel/command.ts';
import type { Invoice, InvoiceFields, Invoices, OfAward } from '../../src/modules/invoice/invoice.ports.ts';
import { aCostLine } from '../factories/job.ts';
import { hexId, instant, later } from '../factories/unique.ts';
import type { Looking } from '../fakes/fake-look.ts';

const commandNamed = (key: string): CommandRecord => ({ key, hash: `hash of ${key}` });

const fields: InvoiceFields = {
  lines: [aCostLine(), aCostLine({ kind: 'fee', quantity: 0.5 })],
  total: { minor: 12_000, currency: 'EUR' },
  note: 'Thank you',
  dueAt: later(86_400),
};
const against = {
  agreed: { minor: 50_000, currency: 'EUR' },
  changeOrders: { minor: 0, currency: 'EUR' },
};

const aDraft = (overrides: Partial<Invoice> = {}): Invoice => ({
  id: hexId(),
  requestId: hexId(),
  contractorId: hexId(),
  version: 1,
  status: 'draft',
  ...fields,
  against: null,
  publishedAt: null,
  createdAt: instant,
  updatedAt: instant,
  ...overrides,
});

/** What every implementation of `Invoices` must do. */
export const invoicesContract = (open: () => Invoices, look: Looking) => {
  const invoices = open();
  const draftsOf = (requestId: string, contractorId: string) =>
    look(invoices.draftsBeside({ requestId, contractorId }));
  const sentOf = (requestId: string, id: string) =>
    look(invoices.sentBeside(requestId), {
      invoice: { id, total: fields.total, state: 'published' },
    });
  const inserted = async (overrides: Partial<Invoice> = {}, command?: CommandRecord) => {
    const draft = aDraft(overrides);
    const award: OfAward = { requestId: draft.requestId, atVersion: 2 };
    expect(await invoices.insert(draft, award, command)).toBe(true);
    return { draft, award };
  };

  it('stores every field as it was', async () => {
    const { draft, award } = await inserted({}, commandNamed('first'));
    const found = { invoice: draft, commands: [commandNamed('first')] };
    const { atVersion } = award;
    expect(await draftsOf(draft.requestId, draft.contractorId)).toStrictEqual([{ ...found, atVersion }]);
    expect(await sentOf(draft.requestId, draft.id)).toStrictEqual(found);
    const { draft: bare } = await inserted({ note: null, dueAt: null });
    expect(await draftsOf(bare.requestId, bare.contractorId)).toStrictEqual([
      { invoice: bare, commands: [], atVersion },
    ]);
  });

  it('finds one by its request only, and drafts by their contractor only', async () => {
    const { draft } = await inserted();
    expect(await sentOf(hexId(), draft.id)).toBeUndefined();
    expect(await sentOf(draft.requestId, hexId())).toBeUndefined();
    expect(await look(invoices.sentBeside(draft.requestId), { invoice: null })).toBeUndefined();
    expect(await draftsOf(draft.requestId, hexId())).toEqual([]);
    expect(await draftsOf(hexId(), draft.contractorId)).toEqual([]);
  });

  it('takes one draft for each award', async () => {
    const { draft, award } = await inserted();
    expect(await invoices.insert(aDraft({ requestId: draft.requestId }), award, undefined)).toBe(false);
    const { requestId, contractorId } = draft;
    const next = aDraft({ requestId, contractorId });
    expect(await invoices.insert(next, { ...award, atVersion: 119 }, undefined)).toBe(true);
    const drafts = await draftsOf(requestId, contractorId);
    expect(new Map(drafts.map(({ atVersion, invoice }) => [atVersion, invoice.id]))).toEqual(
      new Map([
        [award.atVersion, draft.id],
        [119, next.id],
      ]),
    );
  });

  it('lets one of ten first drafts win', async () => {
    const award = { requestId: hexId(), atVersion: 2 };
    const made = await Promise.all(
      Array.from({ length: 10 }, () => invoices.insert(aDraft(award), award, undefined)),
    );
    expect(made.filter(Boolean)).toHaveLength(1);
  });

  it('saves a draft that still has the version, and remembers the last commands', async () => {
    const { draft } = await inserted();
    const changed: InvoiceFields = { ...fields, lines: [aCostLine()], note: null };
    const save = (expectedVersion: number, key: string) =>
      invoices.save({
        invoiceId: draft.id,
        expectedVersion,
        fields: changed,
        at: later(60),
        command: commandNamed(key),
      });
    expect(await save(1, 'key-1')).toStrictEqual({ ...draft, ...changed, version: 2, updatedAt: later(60) });
    expect(await save(1, 'key-stale')).toBeUndefined();
    for (let version = 2; version < commandRing + 3; version += 1) await save(version, `key-${version}`);
    const [found] = await draftsOf(draft.requestId, draft.contractorId);
    expect(found?.invoice.version).toBe(commandRing + 3);
    expect(found?.commands).toHaveLength(commandRing);
    expect(found?.commands[0]).toEqual(commandNamed('key-3'));
  });

  it('publishes a draft once; from then on it stays, and there is room for another', async () => {
    const { draft, award } = await inserted();
    const write = { invoiceId: draft.id, expectedVersion: 1, at: later(60), against };
    expect(await invoices.publish({ ...write, expectedVersion: 2 })).toBeUndefined();
    const published: Invoice = {
      ...draft,
      version: 2,
      status: 'published',
      against,
      publishedAt: later(60),
      updatedAt: later(60),
    };
    expect(await invoices.publish(write)).toStrictEqual(published);
    expect(await invoices.publish({ ...write, expectedVersion: 2 })).toBeUndefined();
    const save = { invoiceId: draft.id, expectedVersion: 2, fields, at: later(90), command: undefined };
    expect(await invoices.save(save)).toBeUndefined();
    expect(await draftsOf(draft.requestId, draft.contractorId)).toEqual([]);
    expect((await sentOf(draft.requestId, draft.id))?.invoice).toStrictEqual(published);
    expect(await invoices.insert(aDraft({ requestId: draft.requestId }), award, undefined)).toBe(true);
  });
};
