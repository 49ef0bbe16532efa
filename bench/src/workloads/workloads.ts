import { randomUUID } from 'node:crypto';
import type { People } from '../world/people.ts';
import { reportOf } from '../world/templates.ts';
import type { Dataset } from '../world/world.ts';
import type { Operation } from './operation.ts';

/** What one run sends: the operations in order, and whose token goes with them. */
export interface Work {
  readonly token: string | undefined;
  readonly operations: readonly Operation[];
}

/** A kind of work that is measured against a peer. */
export interface Workload {
  readonly name: string;
  /** What the interval of application CPU against the reference must stay within; without one it is only reported. */
  readonly goal?: number;
  /** Of ours: so many operations go in one request, against as many single requests of ours. */
  readonly batch?: number;
  /** It writes: what the platform does after the reply is waited for and counted. */
  readonly writes?: boolean;
  /** Peers besides the hand-written one that can do it. */
  readonly others?: boolean;
  /** How many operations a run has on a server that takes them quickly: about a second of them, what a process does by itself included. */
  readonly count: number;
  prepare(dataset: Dataset, people: People, count: number): Promise<Work>;
}

const times = (count: number, make: (index: number) => Operation): Operation[] =>
  Array.from({ length: count }, (_, index) => make(index));

const pings: Workload['prepare'] = async (_dataset, _people, count) => ({
  token: undefined,
  operations: times(count, () => ({ kind: 'ping' })),
});

const lists: Workload['prepare'] = async (_dataset, { reader }, count) => ({
  token: reader.token,
  operations: times(count, () => ({ kind: 'list' })),
});

const gets: Workload['prepare'] = async ({ readerIds }, { reader }, count) => ({
  token: reader.token,
  operations: times(count, (index) => ({ kind: 'get', id: readerIds[index % readerIds.length] ?? '' })),
});

/** Work on requests that nothing has touched, one each. */
const onFresh =
  (who: 'mover' | 'official', make: (id: string) => Operation): Workload['prepare'] =>
  async (dataset, people, count) => {
    const fresh = await dataset.addFresh(count);
    return { token: people[who].token, operations: fresh.map(({ id }) => make(id)) };
  };

const closingText = 'The pipe in the street belongs to the water company; we have passed this on to them.';

/** Every workload. One for a procedure that is still to come is one more entry, with its operation in operation.ts. */
export const workloads: readonly Workload[] = [
  { name: 'ping', goal: 1.2, others: true, count: 30_000, prepare: pings },
  { name: 'list', goal: 1.1, others: true, count: 2000, prepare: lists },
  { name: 'get', goal: 1.1, others: true, count: 4000, prepare: gets },
  {
    name: 'create',
    goal: 1.25,
    others: true,
    writes: true,
    count: 2000,
    prepare: async (_dataset, { reporter }, count) => ({
      token: reporter.token,
      operations: times(count, (index) => ({
        kind: 'create',
        input: { ...reportOf(index), clientKey: randomUUID() },
      })),
    }),
  },
  {
    name: 'cancel',
    goal: 1.25,
    writes: true,
    count: 1200,
    prepare: onFresh('mover', (id) => ({
      kind: 'cancel',
      input: { id, version: 1, commandKey: randomUUID() },
    })),
  },
  {
    name: 'floor',
    goal: 1.25,
    writes: true,
    count: 1200,
    prepare: onFresh('official', (id) => ({
      kind: 'floor',
      input: { id, version: 1, priorityFloor: 'urgent', commandKey: randomUUID() },
    })),
  },
  {
    name: 'reject',
    goal: 1.25,
    writes: true,
    count: 1200,
    prepare: onFresh('official', (id) => ({
      kind: 'reject',
      input: { id, version: 1, resolution: 'not_responsible', closingText, commandKey: randomUUID() },
    })),
  },
  {
    name: 'queue',
    goal: 1.15,
    count: 1600,
    prepare: async (_dataset, { official }, count) => ({
      token: official.token,
      operations: times(count, () => ({ kind: 'queue' })),
    }),
  },
  {
    name: 'board',
    goal: 1.15,
    count: 1000,
    prepare: async (_dataset, { contractor }, count) => ({
      token: contractor.token,
      operations: times(count, () => ({ kind: 'board' })),
    }),
  },
  {
    name: 'accept',
    goal: 1.25,
    writes: true,
    count: 600,
    prepare: async (dataset, { mover }, count) => ({
      token: mover.token,
      operations: (await dataset.addFresh(count, 'published')).map(({ id, quoteId }) => ({
        kind: 'accept',
        input: { id, version: 2, quoteId, revision: 1, commandKey: randomUUID() },
      })),
    }),
  },
  { name: 'ten-pings', goal: 0.35, batch: 10, count: 30_000, prepare: pings },
  { name: 'ten-gets', goal: 0.9, batch: 10, count: 4000, prepare: gets },
  { name: 'ten-lists', goal: 1, batch: 10, count: 2000, prepare: lists },
];

export const workloadNames: readonly string[] = workloads.map(({ name }) => name);

/** What `--quick` looks at. */
export const quickNames: readonly string[] = [
  'ping',
  'list',
  'get',
  'create',
  'board',
  'accept',
  'ten-pings',
];
