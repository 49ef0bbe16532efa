interface Money {
  readonly minor: number;
  readonly currency: string;
}

/** How many decimals a currency's amounts have: EUR 2, JPY 0, KWD 3. */
const decimalsOf = (currency: string): number =>
  new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;

/** Reads `120.50 EUR` or `120.50EUR`; undefined for what is no amount of that currency. */
export const readMoney = (text: string): Money | undefined => {
  const [, whole, fraction = '', currency] = /^\s*(\d{1,12})(?:\.(\d+))?\s*([A-Z]{3})\s*$/.exec(text) ?? [];
  if (whole === undefined || currency === undefined) return undefined;
  const decimals = decimalsOf(currency);
  if (fraction.length > decimals) return undefined;
  // By digits: no binary fraction comes near it.
  return { minor: Number(`${whole}${fraction.padEnd(decimals, '0')}`), currency };
};

/** `120.50 EUR` */
export const formatMoney = ({ minor, currency }: Money): string => {
  const decimals = decimalsOf(currency);
  const digits = String(Math.abs(minor)).padStart(decimals + 1, '0');
  const [whole, fraction] = [
    digits.slice(0, digits.length - decimals),
    digits.slice(digits.length - decimals),
  ];
  return `${minor < 0 ? '-' : ''}${whole}${fraction && `.${fraction}`} ${currency}`;
};
