import { defaultPageSize } from '@pmp/contracts/page';
import { type Command, InvalidArgumentError } from 'commander';

const count = (text: string): number => {
  const number = Number(text);
  if (!Number.isSafeInteger(number) || number < 1)
    throw new InvalidArgumentError('Give a whole number from 1.');
  return number;
};

/** A number within bounds, for an option's value. */
export const degrees =
  (most: number) =>
  (text: string): number => {
    const number = Number(text);
    if (text.trim() === '' || !(Math.abs(number) <= most)) {
      throw new InvalidArgumentError(`Give degrees between -${most} and ${most}.`);
    }
    return number;
  };

export interface ListOptions {
  readonly limit: number;
  readonly all?: boolean;
}

/** How many to list: `--limit`, or all. */
export const addListOptions = (command: Command): Command =>
  command
    .option('--limit <n>', 'how many at most', count, defaultPageSize)
    .option('--all', 'every one, however many');

export const wantedOf = ({ limit, all }: ListOptions): number => (all ? Number.POSITIVE_INFINITY : limit);

export const sayMore = 'There are more: raise --limit, or give --all.';
