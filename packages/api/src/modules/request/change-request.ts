import type { EventFacts } from '@pmp/contracts/request-event';
import type { Deps } from '../../deps.ts';
import { AppError } from '../../kernel/app-error.ts';
import { type CommandRecord, changeOnce, forRing, ownedBy } from '../../kernel/command.ts';
import type { Looks, Nothing } from '../../kernel/look.ts';
import { type EventEntry, hasRoom, type Notice, type Tail, type TailEntry } from '../event/event.ports.ts';
import { derivedOf } from './request.derived.ts';
import { requireNoPart } from './request.policy.ts';
import type { Request, RequestChange, RequestFields, Requests } from './request.ports.ts';
import { type Party, wholeRequestFor } from './request.scope.ts';

/** What a command makes of a request: the fields it sets, and what its event tells. */
export interface Outcome {
  set: RequestFields;
  event: Pick<EventEntry, 'type'> & { fields?: string[]; reason?: string | null; facts?: EventFacts };
  notices: Notice[];
  /** In place of `requests.change`, where more has to happen in the same transaction. */
  write?: Write;
}

export type ChangeNeeds = Pick<Deps, 'requests' | 'relay' | 'clock'>;

/** Makes the change; undefined when somebody was faster. */
export type Write = (change: RequestChange) => ReturnType<Requests['change']>;

/**
 * The tail that a change leaves: what was in it when the request was read, since no other write can have come between, and its own entry.
 * What has been relayed meanwhile is recorded once more, which changes nothing.
 */
export const tailAfter = ({ request, entry }: RequestChange, before: readonly TailEntry[]): Tail => ({
  subjectId: request.id,
  version: entry.seq,
  entries: [...before, entry],
});

interface Change<Beside extends object> {
  id: string;
  /** What has to be known beside the request: read with it, and again with it. */
  looks?: Looks<Request, Beside> | undefined;
  /** Taken as the actor's own: another party's command under the same key is another command. */
  command: CommandRecord | undefined;
  /** Refuses by throwing; undefined leaves the request as it is. Asked again, with the newer request, when somebody was faster. */
  decide(request: Request, beside: Beside): Outcome | undefined | Promise<Outcome | undefined>;
}

/** The one way in which anybody changes a request: read in scope, judge, compare-and-set with its event, relay. */
export const changeRequest = <Beside extends object = Nothing>(
  { requests, relay, clock }: ChangeNeeds,
  actor: Party,
  { id, looks, command: asked, decide }: Change<Beside>,
): Promise<Request> => {
  const command = asked && ownedBy(asked, actor.id);
  return changeOnce({
    command,
    read: () => wholeRequestFor(requests, actor, { id, looks }),
    write: async ({ request, tail, beside }) => {
      requireNoPart(request, actor);
      const outcome = await decide(request, beside);
      if (!outcome) return request;
      const { set, event, notices, write = requests.change } = outcome;
      const entry = {
        seq: request.version + 1,
        actor: { id: actor.id, role: actor.role },
        at: clock.now(),
        from: request.status,
        to: set.status ?? request.status,
        fields: [],
        reason: null,
        facts: {},
        ...event,
        notices,
      };
      if (!hasRoom(tail, entry)) {
        throw new AppError('case_full', 'This case is catching up; try again later');
      }
      const derived = derivedOf({ ...request, ...set });
      const change = { request, set, derived, entry, command: command && forRing(command) };
      const written = await write(change);
      if (written) relay.push(tailAfter(change, tail));
      return written;
    },
    repeated: ({ request }) => request,
  });
};
