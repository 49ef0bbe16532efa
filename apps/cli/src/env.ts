import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseEnv } from 'node:util';

const root = join(import.meta.dirname, '../../..');

/** What the command line takes from its surroundings; flags win over it. */
export interface CliEnv {
  readonly url?: string;
  readonly token?: string;
  /** Where a running local stack keeps its lock. */
  readonly dataDir: string;
  readonly color: boolean;
}

/** The process environment over the checkout's `.env`; an empty value counts as unset. */
export const readEnv = (source: Readonly<Record<string, string | undefined>> = process.env): CliEnv => {
  const file = join(root, '.env');
  const fromFile = existsSync(file) ? parseEnv(readFileSync(file, 'utf8').replace(/^\uFEFF/, '')) : {};
  const { PMP_URL, PMP_TOKEN, PMP_DATA_DIR, NO_COLOR, TERM } = { ...fromFile, ...source };
  return {
    ...(PMP_URL && { url: PMP_URL }),
    ...(PMP_TOKEN && { token: PMP_TOKEN }),
    dataDir: resolve(root, PMP_DATA_DIR || '.data'),
    color: !NO_COLOR && TERM !== 'dumb',
  };
};
