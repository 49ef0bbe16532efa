import type { HomeownerRequest } from '@pmp/contracts/request';
import type { Deps } from '../../deps.ts';
import type { Homeowner } from '../../kernel/actor.ts';
import { AppError, notFound } from '../../kernel/app-error.ts';
import { changeOnce, commandOf } from '../../kernel/command.ts';
import { type EventEntry, type Notice, tailLimit } from '../event/event.ports.ts';
import type { Request, RequestFields } from './request.ports.ts';
import { toHomeownerRequest } from './request.view.ts';

/** What a command makes of a request: the fields it sets, and what its event tells. */
export interface Outcome {
  set: RequestFields;
  event: Pick<EventEntry, 'type'> & Partial<Pick<EventEntry, 'fields' | 'reason'>>;
  notices: Notice[];
}

/**
 * The one way in which a homeowner changes a request: read, judge, compare-and-set with its event, relay.
 * `decide` refuses by throwing; undefined leaves the request as it is.
 */
export const changeRequest = async (
  deps: Pick<Deps, 'requests' | 'relay' | 'clock'>,
  actor: Homeowner,
  {
    id,
    commandKey,
    payload,
    decide,
  }: {
    id: string;
    commandKey: string | undefined;
    payload: object;
    decide(request: Request): Outcome | undefined;
  },
): Promise<HomeownerRequest> => {
  const command = commandOf(commandKey, payload);
  const request = await changeOnce({
    command,
    read: async () => {
      const owned = await deps.requests.ownedWhole(id, actor.id);
      if (!owned) throw notFound();
      return owned;
    },
    write: async ({ request, tail }) => {
      const outcome = decide(request);
      if (!outcome) return request;
      if (tail.length >= tailLimit)
        throw new AppError('case_full', 'This case is catching up; try again later');
      const { set, event, notices } = outcome;
      const written = await deps.requests.change({
        request,
        set,
        entry: {
          seq: request.version + 1,
          actor,
          at: deps.clock.now(),
          from: request.status,
          to: set.status ?? request.status,
          fields: [],
          reason: null,
          ...event,
          notices,
        },
        command,
      });
      if (!written) return undefined;
      deps.relay.push(written.tail);
      return written.request;
    },
    repeated: (owned) => owned.request,
  });
  return toHomeownerRequest(request);
};
