import type { Money } from '@pmp/contracts/money';
import type { Caller } from './callers.ts';
import type { DeedName, Step } from './deed.ts';
import type { Moment } from './moment.ts';
import { cityZone } from './recurring.ts';

/** What has come of a story so far. */
export interface Told {
  /** Who has the job. */
  by: string;
  readonly quotes: Map<string, { readonly id: string; readonly revision: number }>;
  agreed: Money | undefined;
  changeOrderId: string;
  invoiceId: string;
}

/** Where a step is taken. */
export interface Scene {
  readonly id: string;
  /** The same whenever the step is taken again. */
  readonly commandKey: string;
  readonly homeowner: Caller['homeowner'];
  readonly official: Caller['official'];
  contractor(key: string): Caller['contractor'];
  contractorId(key: string): string;
  /** Codes of what has to be seen to before the work is done. */
  readonly checklist: string[];
  requestId(clientKey: string): string;
  dateOf(moment: Moment): Date;
  readonly told: Told;
}

const currency = 'USD';
const windowMinutes = 120;

type Player<Name extends DeedName> = (step: Step<Name>, scene: Scene) => Promise<unknown>;

const players: { readonly [Name in DeedName]: Player<Name> } = {
  edit: ({ fields }, { id, commandKey, homeowner }) =>
    homeowner.requests.update({ id, version: 1, ...fields, commandKey }),
  cancel: ({ fields }, { id, commandKey, homeowner }) =>
    homeowner.requests.cancel({ id, ...fields, commandKey }),
  reject: ({ fields }, { id, commandKey, official }) =>
    official.requests.reject({ id, ...fields, commandKey }),
  reinstate: ({ reason }, { id, commandKey, official }) =>
    official.requests.reinstate({ id, reason, commandKey }),
  merge: ({ into }, { id, commandKey, official, requestId }) =>
    official.requests.merge({ id, duplicateOfId: requestId(into), commandKey }),
  stopWork: ({ reason }, { id, commandKey, official }) =>
    official.requests.stopWork({ id, reason, commandKey }),

  invite: ({ contractors, publish, dueAt, cap }, { id, commandKey, homeowner, ...scene }) =>
    homeowner.requests.invite({
      id,
      contractorIds: contractors.map(scene.contractorId),
      publish,
      ...(dueAt !== undefined && { quoteDueAt: scene.dateOf(dueAt) }),
      ...(cap !== undefined && { spendCap: { minor: cap, currency } }),
      commandKey,
    }),
  quote: async ({ by, lines, validUntil }, { id: requestId, commandKey, told, ...scene }) => {
    const quote = await scene.contractor(by).quotes.submit({
      requestId,
      lines: [...lines],
      currency,
      validUntil: scene.dateOf(validUntil),
      leadDays: 2,
      durationDays: 1 + (lines.length % 3),
      note: 'Price holds for what the report says.',
      commandKey,
    });
    told.quotes.set(by, { id: quote.id, revision: quote.current?.revision ?? 1 });
  },
  withdraw: ({ by, reason }, { id: requestId, commandKey, contractor }) =>
    contractor(by).quotes.withdraw({ requestId, reason, commandKey }),
  accept: async ({ by }, { id, commandKey, homeowner, told }) => {
    const quote = told.quotes.get(by);
    if (!quote) throw new Error(`${by} has not quoted.`);
    const { id: quoteId, revision } = quote;
    const { award } = await homeowner.quotes.accept({ id, quoteId, revision, commandKey });
    Object.assign(told, { by, agreed: award?.agreed });
  },
  offer: async ({ to, cap, acceptDueAt }, { id, commandKey, homeowner, told, ...scene }) => {
    await homeowner.requests.offer({
      id,
      contractorId: scene.contractorId(to),
      spendCap: { minor: cap, currency },
      acceptDueAt: scene.dateOf(acceptDueAt),
      commandKey,
    });
    told.by = to;
  },
  acceptOffer: async (_, { id, commandKey, contractor, told }) => {
    told.agreed = (await contractor(told.by).jobs.acceptOffer({ id, commandKey })).award.agreed;
  },
  release: ({ reason }, { id, commandKey, contractor, told }) =>
    contractor(told.by).jobs.release({ id, reason, commandKey }),

  offerWindows: ({ starts }, { id, commandKey, contractor, told, dateOf }) => {
    const windows = starts.map((start) => ({ start: dateOf(start), end: dateOf(start - windowMinutes) }));
    return contractor(told.by).jobs.offerWindows({ id, zone: cityZone, windows, commandKey });
  },
  confirmWindow: ({ start }, { id, commandKey, homeowner, dateOf }) =>
    homeowner.requests.confirmWindow({ id, start: dateOf(start), commandKey }),
  start: (_, { id, commandKey, contractor, told }) => contractor(told.by).jobs.start({ id, commandKey }),
  hold: ({ fields, until }, { id, commandKey, homeowner, contractor, told, dateOf }) => {
    const input = { id, ...fields, ...(until !== undefined && { until: dateOf(until) }), commandKey };
    return fields.holdReason === 'owner'
      ? homeowner.requests.hold(input)
      : contractor(told.by).jobs.hold(input);
  },
  log: ({ at, text, minutes }, { id: requestId, commandKey, contractor, told, dateOf }) =>
    contractor(told.by).workLog.create({
      requestId,
      kind: 'labour',
      text,
      minutes,
      quantity: minutes / 60,
      unit: 'h',
      unitPrice: 8_000,
      currency,
      at: dateOf(at),
      clientKey: commandKey,
    }),
  propose: async ({ lines, reason }, { id: requestId, commandKey, contractor, told }) => {
    const { changeOrders } = contractor(told.by);
    const job = await changeOrders.propose({ requestId, currency, lines: [...lines], reason, commandKey });
    told.changeOrderId = job.award.changeOrders.at(-1)?.id ?? '';
  },
  approve: async (_, { id: requestId, commandKey, homeowner, told }) => {
    const input = { requestId, id: told.changeOrderId, commandKey };
    told.agreed = (await homeowner.changeOrders.approve(input)).award?.agreed;
  },
  decline: ({ reason }, { id: requestId, commandKey, homeowner, told }) =>
    homeowner.changeOrders.decline({ requestId, id: told.changeOrderId, reason, commandKey }),

  complete: ({ note, labourMinutes, warrantyDays }, { id, commandKey, contractor, checklist, told }) => {
    if (!told.agreed) throw new Error('Nothing has been agreed.');
    const work = { note, labourMinutes, warrantyDays, done: checklist, cost: told.agreed };
    return contractor(told.by).jobs.complete({ id, ...work, commandKey });
  },
  sendBack: ({ reason }, { id, commandKey, homeowner }) =>
    homeowner.requests.sendBack({ id, reason, commandKey }),
  confirm: (_, { id, commandKey, homeowner }) => homeowner.requests.confirm({ id, commandKey }),
  rate: ({ scores }, { id, commandKey, homeowner }) => homeowner.requests.rate({ id, ...scores, commandKey }),
  invoice: async ({ lines, dueAt }, { id: requestId, commandKey, contractor, told, dateOf }) => {
    const { invoices } = contractor(told.by);
    const draft = { requestId, currency, lines: [...lines], dueAt: dateOf(dueAt) };
    await invoices.save({ ...draft, commandKey: `${commandKey}-draft` });
    told.invoiceId = (await invoices.publish({ requestId, commandKey })).invoice?.id ?? '';
  },
  pay: (_, { id: requestId, commandKey, homeowner, told }) =>
    homeowner.invoices.pay({ requestId, id: told.invoiceId, commandKey }),
  reopen: ({ reason }, { id, commandKey, homeowner }) =>
    homeowner.requests.reopen({ id, reason, commandKey }),
};

/** Takes a step through the procedure that people call for it. Taken again, it changes nothing. */
export const playStep = <Name extends DeedName>(step: Step<Name>, scene: Scene): Promise<unknown> => {
  const player: Player<Name> = players[step.do];
  return player(step, scene);
};
