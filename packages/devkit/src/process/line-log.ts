import { closeSync, existsSync, mkdirSync, openSync, renameSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

export type LineLog = {
  file: string;
  write(line: string): void;
  /** "(its last words): see <file>.", for the end of an error message. */
  tail(): string;
  close(): void;
};

/**
 * A log file of one run that also remembers its last lines for an error message. The earlier run's log is kept as
 * `<file>.1`. Each line is in the file at once: the next thing may be the end of this process.
 */
export function lineLog(file: string, keep = 5): LineLog {
  mkdirSync(dirname(file), { recursive: true });
  if (existsSync(file)) renameSync(file, `${file}.1`);
  let open: number | undefined = openSync(file, 'w');
  const last: string[] = [];
  return {
    file,
    write(line) {
      try {
        if (open !== undefined) writeSync(open, `${line}\n`);
      } catch {
        // A full disk must not take the process down with it.
      }
      if (line.trim() !== '') last.push(line.trim().slice(0, 500));
      if (last.length > keep) last.shift();
    },
    tail: () => `${last.length > 0 ? `(${last.join(' | ')})` : 'without a word'}: see ${file}.`,
    close() {
      if (open !== undefined) closeSync(open);
      open = undefined;
    },
  };
}
