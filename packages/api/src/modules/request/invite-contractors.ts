import { type InviteContractors, mostInvited } from '@pmp/contracts/request-moves';
import type { Deps } from '../../deps.ts';
import type { Homeowner } from '../../kernel/actor.ts';
import { badField } from '../../kernel/app-error.ts';
import type { Contractor } from '../contractor/contractor.ports.ts';
import type { ChangeNeeds } from './change-request.ts';
import { moveRequest } from './move-request.ts';
import { toInvited } from './request.notices.ts';
import { whyNotAsked } from './request.policy.ts';
import { everyone, type Request } from './request.ports.ts';

type Needs = ChangeNeeds & Pick<Deps, 'contractors' | 'blocked'>;

/** Asks for quotes. A second call adds to those who may quote; nobody is taken back. */
export const inviteContractors = (
  deps: Needs,
  actor: Homeowner,
  input: InviteContractors,
): Promise<Request> =>
  moveRequest(deps, actor, {
    move: 'invite',
    input,
    // Who only publishes names nobody.
    looks: {
      ...(input.contractorIds.length > 0 && { named: deps.contractors.manyBeside(input.contractorIds) }),
    },
    make: (request, now, { named = [] }) => {
      const openTo = opened(deps, request, { ...input, named });
      const { quoteDueAt, spendCap } = input;
      if (quoteDueAt !== undefined && quoteDueAt <= now) throw badField('quoteDueAt', 'has passed');
      const added = openTo.filter((id) => !request.openTo.includes(id));
      return {
        set: {
          openTo,
          ...(request.status === 'submitted' && newRound(now)),
          waitingOn: 'contractor',
          ...(quoteDueAt && { quoteDueAt, quotesDueTold: false }),
          ...(spendCap !== undefined && { spendCap }),
        },
        event: {
          type: 'invited',
          facts: {
            invited: added.filter((id) => id !== everyone).length,
            published: openTo.includes(everyone),
          },
        },
        notices: toInvited({ openTo: added }, 'invited'),
      };
    },
  });

/**
 * What a round of quotes begins with: nothing of a former one, which a release may have ended. Quotes of that one are for what the request
 * was then, since it can be corrected until it is open to quotes; and it was due, or not, for itself.
 */
const newRound = (now: Date) => ({ quotesSince: now, quoteDueAt: null, quotesDueTold: false });

/** Who may quote from now on. Whoever is named has to be a contractor here, and to take such work on. */
const opened = (
  { blocked }: Needs,
  { openTo, homeownerId, category, place }: Request,
  { contractorIds, publish, named }: InviteContractors & { named: readonly Contractor[] },
): string[] => {
  const asked = new Set([...openTo.filter((id) => id !== everyone), ...contractorIds]);
  const isPublished = publish || openTo.includes(everyone);
  if (asked.size === 0 && !isPublished) throw badField('contractorIds', 'name somebody, or publish');
  if (publish && place.cell === null) {
    throw badField(
      'publish',
      'cannot be done: the address could not be placed on the map; invite contractors by name',
    );
  }
  if (asked.size > mostInvited) throw badField('contractorIds', `are more than ${mostInvited} in all`);
  const self = contractorIds.indexOf(homeownerId);
  if (self !== -1) throw badField(`contractorIds.${self}`, 'is you yourself');
  const known = new Map(named.flatMap((one) => (blocked.has(one.id) ? [] : [[one.id, one] as const])));
  for (const [index, id] of contractorIds.entries()) {
    const why = openTo.includes(id) ? undefined : whyNotAsked(known.get(id), category);
    if (why) throw badField(`contractorIds.${index}`, why);
  }
  return [...asked, ...(isPublished ? [everyone] : [])];
};
