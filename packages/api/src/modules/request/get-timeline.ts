import type { RequestEvent } from '@pmp/contracts/request-event';
import type { Deps } from '../../deps.ts';
import type { EventEntry } from '../event/event.ports.ts';
import { countedFrom, type Party, wholeRequestFor } from './request.scope.ts';

/**
 * The relayed events and the tail, which the relay moves from the one to the other in the meantime. It stores an event before it takes it
 * out of the tail, and the read finds the request with its tail before it looks beside it: what is in the tail no more is in the events
 * by then. A contractor reads on from the award, and counts from there.
 */
export const getTimeline = async (
  deps: Pick<Deps, 'requests' | 'events'>,
  actor: Party,
  { id }: { id: string },
): Promise<RequestEvent[]> => {
  const looks = { relayed: deps.events.beside(id) };
  const { request, tail, beside } = await wholeRequestFor(deps.requests, actor, { id, looks });
  const before = countedFrom(request, actor.role);
  const known = new Set(beside.relayed.map(({ seq }) => seq));
  return [...beside.relayed, ...tail.filter(({ seq }) => !known.has(seq))]
    .filter(({ seq }) => seq > before)
    .toSorted((a, b) => a.seq - b.seq)
    .map((entry) => toRequestEvent({ ...entry, seq: entry.seq - before }, actor.role));
};

const toRequestEvent = (
  { seq, type, actor, at, from, to, fields, reason, facts }: EventEntry,
  reader: Party['role'],
): RequestEvent => ({
  seq,
  type,
  by: actor.role,
  at,
  from,
  to,
  fields,
  reason,
  facts: reader === 'official' ? withoutMoney(facts) : facts,
});

/** What was agreed and paid is between homeowner and contractor. */
const withoutMoney = ({ amount: _, partCost: __, ...facts }: EventEntry['facts']) => facts;
