import type { RequestEvent } from '@pmp/contracts/request';
import type { Deps } from '../../deps.ts';
import type { EventEntry } from '../event/event.ports.ts';
import { type Party, wholeRequestFor } from './request.scope.ts';

/** The relayed events and the tail. The tail is read first: what is relayed in between is then found in the events. */
export const getTimeline = async (
  deps: Pick<Deps, 'requests' | 'events'>,
  actor: Party,
  { id }: { id: string },
): Promise<RequestEvent[]> => {
  const { tail } = await wholeRequestFor(deps.requests, actor, id);
  const relayed = await deps.events.of(id);
  const known = new Set(relayed.map(({ seq }) => seq));
  const rest = tail.filter(({ seq }) => !known.has(seq));
  return [...relayed, ...rest].toSorted((a, b) => a.seq - b.seq).map(toRequestEvent);
};

const toRequestEvent = ({ seq, type, actor, at, from, to, fields, reason }: EventEntry): RequestEvent => ({
  seq,
  type,
  by: actor.role,
  at,
  from,
  to,
  fields,
  reason,
});
