/** The ways to a database that can be forced with PMP_DB. */
export type DatabaseWay = 'mongod' | 'secantus' | 'download';

/** A database that is ready for use. */
export type Database = {
  url: string;
  kind: 'given' | DatabaseWay;
  /** What the server calls itself, for example "SecantusDB 0.7.0b3". */
  version: string;
  /** The server's process; absent for a server that someone else runs. */
  pid?: number;
  /** Settles, with its last words, when the server is gone; absent for a server that someone else runs. */
  ended?: Promise<string>;
  stop(): Promise<void>;
};

export type DatabaseOptions = {
  /** Where the server keeps its files. Each kind has its own folder in it: their formats differ. */
  dataDir: string;
  env: NodeJS.ProcessEnv;
  /** Told what is happening, in short sentences. */
  log: (line: string) => void;
  /** A free port is taken unless told. */
  port?: number;
};
