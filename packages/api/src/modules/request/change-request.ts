import type { Deps } from '../../deps.ts';
import { AppError } from '../../kernel/app-error.ts';
import { changeOnce, commandOf } from '../../kernel/command.ts';
import { type EventEntry, hasRoom, type Notice } from '../event/event.ports.ts';
import type { Request, RequestFields } from './request.ports.ts';
import { type Party, wholeRequestFor } from './request.scope.ts';

/** What a command makes of a request: the fields it sets, and what its event tells. */
export interface Outcome {
  set: RequestFields;
  event: Pick<EventEntry, 'type'> & Partial<Pick<EventEntry, 'fields' | 'reason'>>;
  notices: Notice[];
}

export type ChangeNeeds = Pick<Deps, 'requests' | 'relay' | 'clock'>;

interface Change {
  id: string;
  commandKey: string | undefined;
  /** All that makes this command another than one under the same key. */
  payload: object;
  /** Refuses by throwing; undefined leaves the request as it is. */
  decide(request: Request): Outcome | undefined;
}

/** The one way in which anybody changes a request: read in scope, judge, compare-and-set with its event, relay. */
export const changeRequest = (
  { requests, relay, clock }: ChangeNeeds,
  actor: Party,
  { id, commandKey, payload, decide }: Change,
): Promise<Request> => {
  const command = commandOf(commandKey, payload);
  return changeOnce({
    command,
    read: () => wholeRequestFor(requests, actor, id),
    write: async ({ request, tail }) => {
      const outcome = decide(request);
      if (!outcome) return request;
      const { set, event, notices } = outcome;
      const entry = {
        seq: request.version + 1,
        actor: { id: actor.id, role: actor.role },
        at: clock.now(),
        from: request.status,
        to: set.status ?? request.status,
        fields: [],
        reason: null,
        ...event,
        notices,
      };
      if (!hasRoom(tail, entry)) {
        throw new AppError('case_full', 'This case is catching up; try again later');
      }
      const written = await requests.change({ request, set, entry, command });
      if (!written) return undefined;
      relay.push(written.tail);
      return written.request;
    },
    repeated: ({ request }) => request,
  });
};
