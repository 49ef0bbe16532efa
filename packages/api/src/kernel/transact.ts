/**
 * Runs `work` on ports that are bound to one transaction: all of it happens, or nothing. Answers undefined, with nothing done, when
 * `work` answers undefined or somebody else was faster at one of its documents; look again then.
 */
export type Transact<Ports> = <Result>(
  work: (ports: Ports) => Promise<Result | undefined>,
) => Promise<Result | undefined>;
