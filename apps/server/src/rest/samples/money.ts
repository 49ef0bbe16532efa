import { at, contractorId, euros, id } from './common.ts';
import { contractor } from './contractor.ts';

// 2 h at 45.00 and a cartridge at 60.00, with 19 % tax: 178.50 euros.
const labour = { kind: 'labour', text: 'Change the cartridge', quantity: 2, unit: 'h', unitPrice: 4500 };
const material = { kind: 'material', text: 'Cartridge', quantity: 1, unit: 'piece', unitPrice: 6000 };
const tax = { kind: 'tax', text: 'VAT 19 %', quantity: 1, unit: 'piece', unitPrice: 2850 };
const lines = [labour, material, tax];
const shownLines = [
  { ...labour, total: 9000 },
  { ...material, total: 6000 },
  { ...tax, total: 2850 },
];
const totals = { labour: 9000, material: 6000, fee: 0, tax: 2850, net: 15_000, total: 17_850 };
const agreed = euros(17_850);

const later = '2026-04-04T21:59:00.000Z';
const promise = { currency: 'EUR', validUntil: later, leadDays: 3, durationDays: 1, note: 'Parts included.' };
const shown = { lines: shownLines, totals, ...promise };

export const quoteContent = { lines, ...promise };
export const quoteWithdrawal = { version: 1, reason: 'We have no van this week' };
export const ownQuote = {
  id,
  requestId: id,
  request: { number: 'PM-7KQ2X9TD', title: 'Kitchen tap leaks', category: 'plumbing', status: 'open' },
  state: 'submitted',
  version: 1,
  current: { revision: 1, submittedAt: at, ...shown },
  draft: null,
  revisions: [{ revision: 1, submittedAt: at, total: agreed, state: 'submitted' }],
  createdAt: at,
  updatedAt: at,
};
export const comparedQuote = {
  id,
  contractorId,
  contractor: {
    displayName: contractor.displayName,
    rating: contractor.rating,
    licenceValid: true,
    insured: true,
  },
  revision: 1,
  ...shown,
  expired: false,
  withinCap: true,
  state: 'submitted',
};
export const comparison = { quotes: [comparedQuote], cheapestId: id, fastestId: id };
export const acceptance = { revision: 1 };

export const proposal = { currency: 'EUR', lines: [material], reason: 'The valve below is corroded too' };
export const refusal = { reason: 'Too dear: leave it for now' };
export const changeOrder = {
  id,
  requestId: id,
  state: 'proposed',
  reason: proposal.reason,
  lines: [{ ...material, total: 6000 }],
  totals: { labour: 0, material: 6000, fee: 0, tax: 0, net: 6000, total: 6000 },
  total: euros(6000),
  createdAt: at,
};

export const newWorkEntry = { ...labour, minutes: 120, currency: 'EUR', at };
export const workEntry = {
  id,
  requestId: id,
  ...labour,
  minutes: 120,
  amount: euros(9000),
  at,
  createdAt: at,
  removedAt: null,
};
export const workLog = {
  items: [workEntry],
  totals: { minutes: 120, labour: 9000, material: 0, fee: 0, total: 9000, currency: 'EUR' },
};

export const invoiceDraft = { currency: 'EUR', lines, note: 'Thank you.', dueAt: later };
export const invoiceCancellation = { reason: 'The cartridge was under guarantee' };
export const invoice = {
  id,
  requestId: id,
  version: 1,
  state: 'draft',
  lines: shownLines,
  totals,
  total: agreed,
  note: 'Thank you.',
  dueAt: later,
  agreed,
  changeOrders: euros(0),
  variance: { minor: 0, percent: 0 },
  perKind: { labour: 0, material: 0, fee: 0, tax: 0 },
  publishedAt: null,
  createdAt: at,
  updatedAt: at,
};
