import type { CliEnv } from './env.ts';

interface Sink {
  write(text: string): unknown;
  /** Undefined where nobody looks: a pipe, a file. */
  readonly columns?: number | undefined;
  readonly isTTY?: boolean | undefined;
}

/** The world around a command, so that a test can be it. */
export interface Io {
  readonly env: CliEnv;
  readonly stdin: AsyncIterable<string | Uint8Array>;
  readonly stdout: Sink;
  readonly stderr: Sink;
}
