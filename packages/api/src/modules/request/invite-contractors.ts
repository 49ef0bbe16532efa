import { type InviteContractors, mostInvited } from '@pmp/contracts/request-moves';
import type { Deps } from '../../deps.ts';
import type { Homeowner } from '../../kernel/actor.ts';
import { badField } from '../../kernel/app-error.ts';
import type { ChangeNeeds } from './change-request.ts';
import { moveRequest } from './move-request.ts';
import { toInvited } from './request.notices.ts';
import { everyone, type Request } from './request.ports.ts';

type Needs = ChangeNeeds & Pick<Deps, 'contractors'>;

/** Asks for quotes. A second call adds to those who may quote; nobody is taken back. */
export const inviteContractors = (
  deps: Needs,
  actor: Homeowner,
  input: InviteContractors,
): Promise<Request> =>
  moveRequest(deps, actor, {
    move: 'invite',
    input,
    make: async (request, now) => {
      const openTo = await opened(deps, request, input);
      const { quoteDueAt, spendCap } = input;
      if (quoteDueAt !== undefined && quoteDueAt <= now) throw badField('quoteDueAt', 'has passed');
      const added = openTo.filter((id) => !request.openTo.includes(id));
      return {
        set: {
          openTo,
          waitingOn: 'contractor',
          ...(quoteDueAt && { quoteDueAt, quotesDueTold: false }),
          ...(spendCap && { spendCap }),
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

/** Who may quote from now on. Whoever is named has to be a contractor here. */
const opened = async (
  { contractors }: Needs,
  { openTo, homeownerId }: Request,
  { contractorIds, publish }: InviteContractors,
): Promise<string[]> => {
  const named = new Set([...openTo.filter((id) => id !== everyone), ...contractorIds]);
  const isPublished = publish || openTo.includes(everyone);
  if (named.size === 0 && !isPublished) throw badField('contractorIds', 'name somebody, or publish');
  if (named.size > mostInvited) throw badField('contractorIds', `are more than ${mostInvited} in all`);
  const self = contractorIds.indexOf(homeownerId);
  if (self !== -1) throw badField(`contractorIds.${self}`, 'is you yourself');
  const known = new Set(
    contractorIds.length > 0 ? (await contractors.many(contractorIds)).map(({ id }) => id) : [],
  );
  const unknown = contractorIds.findIndex((id) => !known.has(id));
  if (unknown !== -1) throw badField(`contractorIds.${unknown}`, 'is not a contractor here');
  return [...named, ...(isPublished ? [everyone] : [])];
};
