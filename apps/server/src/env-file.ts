import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parseEnv } from 'node:util';
import { EnvError } from './env-error.ts';

/** The variables of an env file; none when there is no such file. Throws EnvError, which never repeats a value. */
export const readEnvFile = (file: string): NodeJS.Dict<string> => {
  const text = readText(file);
  const lines = strangeLines(text);
  if (lines.length > 0) {
    throw new EnvError(
      lines.map((line) => `${basename(file)}, line ${line}: must be NAME=value, a comment after #, or empty`),
    );
  }
  return parseEnv(text);
};

const readText = (file: string) => {
  try {
    // Editors on Windows begin a file with a byte order mark, which would become part of the first name.
    return readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown fault';
    if (code === 'ENOENT') return '';
    throw new EnvError([`${basename(file)}: cannot be read (${code}); make it a file that you may read`]);
  }
};

const assignment = /^\s*(?:export\s+)?[A-Za-z_][\w.-]*[^\S\n]*=[^\S\n]*(["'`])?/;
const nothing = /^\s*(?:#.*)?$/;

/** The numbers, from 1, of the lines that the parser would pass over in silence. */
const strangeLines = (text: string) => {
  const strange: number[] = [];
  const lines = text.split(/\r?\n/);
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    const found = assignment.exec(line);
    if (!found) {
      if (!nothing.test(line)) strange.push(at + 1);
      continue;
    }
    const [head, quote] = found;
    if (quote === undefined || line.includes(quote, head.length)) continue;
    // A quoted value may go on over lines; a quote that is never closed is part of a value of one line.
    const end = lines.findIndex((later, index) => index > at && later.includes(quote));
    if (end > at) at = end;
  }
  return strange;
};
