import { createWriteStream, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';

export type LineLog = { file: string; write(line: string): void; tail(): string; close(): void };

/** A log file of one run (the earlier run's is replaced) that also remembers its last lines for an error message. */
export function lineLog(file: string, keep = 5): LineLog {
  mkdirSync(dirname(file), { recursive: true });
  const stream = createWriteStream(file);
  // A full disk must not take the process down with it.
  stream.on('error', () => {});
  const last: string[] = [];
  return {
    file,
    write(line) {
      stream.write(`${line}\n`);
      if (line.trim() !== '') last.push(line.trim().slice(0, 500));
      if (last.length > keep) last.shift();
    },
    tail: () => last.join(' | '),
    close: () => stream.end(),
  };
}
