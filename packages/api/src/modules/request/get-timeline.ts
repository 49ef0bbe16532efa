import type { RequestEvent } from '@pmp/contracts/request-event';
import type { Deps } from '../../deps.ts';
import type { EventEntry } from '../event/event.ports.ts';
import { countedFrom, type Party, wholeRequestFor } from './request.scope.ts';

/**
 * The relayed events and the tail. The tail is read first: what is relayed in between is then found in the events. A contractor reads
 * on from the award, and counts from there.
 */
export const getTimeline = async (
  deps: Pick<Deps, 'requests' | 'events'>,
  actor: Party,
  { id }: { id: string },
): Promise<RequestEvent[]> => {
  const { request, tail } = await wholeRequestFor(deps.requests, actor, id);
  const before = countedFrom(request, actor.role);
  const relayed = await deps.events.of(id, before + 1);
  const known = new Set(relayed.map(({ seq }) => seq));
  const rest = tail.filter(({ seq }) => seq > before && !known.has(seq));
  return [...relayed, ...rest]
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
