import { costKinds } from '@pmp/contracts/cost-line';
import { readMoney } from '../money.ts';
import { type Field, needed, parsed } from './field.ts';

type Kind = (typeof costKinds)[number];

interface Line {
  kind: Kind;
  text: string;
  quantity: number;
  unit: string;
  unitPrice: number;
}
interface Costs {
  currency: string;
  lines: Line[];
}

const isKind = (text: string): text is Kind => costKinds.some((kind) => kind === text);

/** Reads `labour; Change the cartridge; 2 h; 45.00 EUR`. */
const readLine = (given: string): Costs | undefined => {
  const [kind = '', text = '', amount = '', price = '', ...more] = given
    .split(';')
    .map((part) => part.trim());
  const [, quantity, unit] = /^(\d+(?:\.\d+)?)\s*(\S.*)$/.exec(amount) ?? [];
  const money = readMoney(price);
  if (!isKind(kind) || text === '' || quantity === undefined || unit === undefined || !money)
    return undefined;
  if (more.length > 0) return undefined;
  const line = { kind, text, quantity: Number(quantity), unit, unitPrice: money.minor };
  return { currency: money.currency, lines: [line] };
};

const wanted = `Give kind (${costKinds.join(', ')}), text, quantity and price a unit, all in one currency: "labour; Change the cartridge; 2 h; 45.00 EUR".`;

const isCosts = (before: unknown): before is Costs => typeof before === 'object' && before !== null;

/** What is asked or billed, line by line; their currency is that of the whole. */
export const costs: Field<Costs, true> = needed(
  parsed('--line <line>', 'kind; text; quantity and unit; price a unit; may be repeated', {
    wanted,
    read: (given, before) => {
      const one = readLine(given);
      if (!one || !isCosts(before)) return one;
      return one.currency === before.currency
        ? { ...one, lines: [...before.lines, ...one.lines] }
        : undefined;
    },
  }),
);

export const lineExample = '--line "labour; Change the cartridge; 2 h; 45.00 EUR"';

/** The price of one unit, with its currency. */
export const unitPrice = needed(
  parsed('--price <amount>', 'what one unit costs, such as "45.00 EUR"', {
    wanted: 'Give an amount and its currency: "45.00 EUR".',
    read: (given) => {
      const money = readMoney(given);
      return money && { unitPrice: money.minor, currency: money.currency };
    },
  }),
);
