/** What a figure is run with. */
export interface FigureContext {
  /** The counts that are claimed; otherwise a slice of them that fits into a test run. */
  readonly full: boolean;
  readonly seed: number;
  /** An empty folder of its own. */
  readonly dataDir: string;
  /** The environment of the children, and where PATH and the cache folder are looked up. */
  readonly env: NodeJS.ProcessEnv;
  /** A command that starts a MongoDB-compatible server in place of the embedded one. */
  readonly databaseCommand?: string;
  readonly log: (line: string) => void;
}

/** What was measured; whatever else it holds is detail. */
export interface Outcome {
  readonly value: number | string;
  readonly holds: boolean;
  readonly [detail: string]: unknown;
}

/** One promise of the platform, and the way to measure it. */
export interface Figure {
  readonly name: string;
  readonly goal: string;
  run(context: FigureContext): Promise<Outcome>;
}
