import type { Stack } from '../../packages/devkit/src/stack/start-stack.ts';

/**
 * Keeps a stack until Ctrl-C, SIGTERM, the end of our parent, or the end of the server; gives the exit code.
 * One Ctrl-C arrives up to three times (terminal, npm, bootstrap), so only one that comes later means "now".
 */
export async function untilStopped(stack: Pick<Stack, 'ended' | 'stop'>): Promise<number> {
  const reason = await Promise.race([stack.ended, stopAsked]);
  if (reason !== undefined) console.error(reason);
  else console.error('Stopping');
  await stack.stop();
  return reason === undefined ? 0 : 1;
}

let ask: (() => void) | undefined;
const stopAsked = new Promise<undefined>((resolve) => {
  ask = () => resolve(undefined);
});
let askedAt: number | undefined;

/** From now on a signal asks for a stop instead of ending us. Before the stack stands, it ends us at once. */
export function listenForStop(isUp: () => boolean): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      const now = performance.now();
      // What was started so far ends with us: the guards see to it.
      if (!isUp() || (askedAt !== undefined && now - askedAt > 1_500)) process.exit(130);
      askedAt ??= now;
      ask?.();
    });
  }
}
