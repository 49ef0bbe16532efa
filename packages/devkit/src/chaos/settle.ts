import { setTimeout as wait } from 'node:timers/promises';
import { type Answer, type Caller, type Reply, refusalOf, resultOf, type Send } from './call.ts';
import type { Operation } from './operation-log.ts';
import type { Person } from './people.ts';

/** How long one intention is tried again, and how long between two tries. A transaction that nobody ends is given up after a minute. */
const patienceMs = 100_000;
const pauseMs = 150;

/**
 * Told to try again, which is no verdict on what somebody wants: a transaction of a process that was killed holds what it wrote until
 * the database gives it up, or the case has not been relayed yet.
 */
const isPutOff = ({ status, body }: Reply) =>
  status >= 500 ||
  status === 429 ||
  (status === 409 && /Others keep changing this|is catching up; try again later/.test(body));

/** Carries an intention out as a client of ours does: the same key again until it is settled. Undefined when it was not acknowledged. */
export type Settle = (
  operation: Operation,
  person: Person,
  send: Send,
) => Promise<Record<string, unknown> | undefined>;

interface SettleOptions {
  readonly caller: Caller;
  /** Told every status and fault that a try met. */
  readonly seen: (what: string) => void;
  /** Once false, whoever is put off lets it be: then nobody knows. */
  readonly goesOn?: () => boolean;
}

export function createSettle({ caller, seen, goesOn = () => true }: SettleOptions): Settle {
  return async (operation, { token }, send) => {
    const giveUp = performance.now() + patienceMs;
    while (performance.now() < giveUp) {
      operation.tries += 1;
      const answer = await caller.send({ ...send, token });
      seen(worded(answer));
      if (answer.kind === 'reply') {
        const result = resultOf(answer);
        if (answer.status === 200 && result !== undefined) {
          operation.outcome = 'acked';
          return result;
        }
        // What a client may try again with the same key: all else settles it.
        if (!isPutOff(answer)) {
          operation.outcome = 'refused';
          seen(`refused: ${operation.kind} ${answer.status} ${refusalOf(answer) ?? ''}`);
          return undefined;
        }
      }
      if (answer.kind === 'reply' && answer.status === 409 && !goesOn()) return undefined;
      await wait(pauseMs);
    }
    return undefined;
  };
}

const worded = (answer: Answer): string => {
  if (answer.kind === 'lost') return answer.reason;
  return answer.status === 409 && isPutOff(answer) ? '409 try again' : `${answer.status}`;
};
