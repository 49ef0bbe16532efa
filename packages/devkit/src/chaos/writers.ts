import type { Random } from '../city/random.ts';
import { type Caller, mutation } from './call.ts';
import type { Operation } from './operation-log.ts';
import type { Person } from './people.ts';
import { createSettle } from './settle.ts';

/** Calls that one person makes before the next takes over: below what one person may do in a minute. */
const callsAPerson = 60;

/** A client that writes as a browser would: one intention after another, each retried with its key until settled. */
export interface Writer {
  /** Carries one operation through. */
  step(): Promise<void>;
}

export interface WriterOptions {
  readonly caller: Caller;
  readonly random: Random;
  readonly people: () => Promise<Person>;
  readonly operations: Operation[];
  /** Every status and fault that a try met. */
  readonly seen: (what: string) => void;
}

interface Own {
  readonly clientKey: string;
  readonly id: string;
  version: number;
  cancelled: boolean;
}

/** Makes a writer with requests of its own: nobody else changes them, so every refusal would be a fault. */
export function createWriter({ caller, random, people, operations, seen }: WriterOptions): Writer {
  let calls = 0;
  const settle = createSettle({
    caller,
    seen: (what) => {
      calls += 1;
      seen(what);
    },
  });
  let person: Person | undefined;
  let mine: Own[] = [];

  const signedIn = async (): Promise<Person> => {
    if (person === undefined || calls >= callsAPerson) {
      person = await people();
      calls = 0;
      mine = [];
    }
    return person;
  };

  const create = async (who: Person) => {
    const key = `create-${random.hex(20)}`;
    const operation: Operation = {
      kind: 'create',
      key,
      subjectKey: key,
      event: 'submitted',
      creates: true,
      outcome: 'unknown',
      tries: 0,
    };
    operations.push(operation);
    const made = await settle(
      operation,
      who,
      mutation('homeowner.requests.create', { ...report(key), clientKey: key }),
    );
    if (typeof made?.['id'] !== 'string') return;
    operation.id = made['id'];
    operation.version = 1;
    mine.push({ clientKey: key, id: made['id'], version: 1, cancelled: false });
  };

  const change = async (who: Person, own: Own, kind: 'update' | 'cancel') => {
    const key = `${kind}-${random.hex(20)}`;
    const operation: Operation = {
      kind,
      key,
      subjectKey: own.clientKey,
      ...(kind === 'update' ? { event: 'edited' } : { event: 'cancelled', endsIn: 'cancelled' }),
      outcome: 'unknown',
      tries: 0,
    };
    operations.push(operation);
    const input = { id: own.id, version: own.version, commandKey: key };
    const made = await settle(
      operation,
      who,
      kind === 'update'
        ? mutation('homeowner.requests.update', { ...input, title: `Dripping tap ${random.hex(8)}` })
        : mutation('homeowner.requests.cancel', { ...input, reason: 'It stopped by itself' }),
    );
    if (typeof made?.['version'] === 'number') {
      own.version += 1;
      operation.version = own.version;
    }
    // Never touched again when nobody knows its version.
    if (operation.outcome !== 'acked' || kind === 'cancel') own.cancelled = true;
  };

  return {
    step: async () => {
      const who = await signedIn();
      const open = mine.filter(({ cancelled, version }) => !cancelled && version < 20);
      const dice = random.next();
      if (open.length === 0 || dice < 0.6) return create(who);
      return change(who, random.pick(open), dice < 0.9 ? 'update' : 'cancel');
    },
  };
}

/** What is reported; the mark finds it again. */
export const report = (mark: string) => ({
  title: `Dripping tap ${mark.slice(-8)}`,
  description: 'The kitchen tap drips all night.',
  category: 'plumbing',
  address: { line1: '1 Chaos Street', city: 'Nowhere', postalCode: '00000' },
});
