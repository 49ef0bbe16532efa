/** Everything that is wrong with the environment, in one message. */
export class EnvError extends Error {
  constructor(faults: readonly string[]) {
    super(`The environment needs attention:\n${faults.map((fault) => `  - ${fault}`).join('\n')}`);
    this.name = 'EnvError';
  }
}
