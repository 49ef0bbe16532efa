import { hasValidLicence } from '@pmp/contracts/contractor';
import type { RequestCommand } from '@pmp/contracts/request-moves';
import type { Deps } from '../../deps.ts';
import type { Contractor } from '../../kernel/actor.ts';
import { AppError } from '../../kernel/app-error.ts';
import { commandOf } from '../../kernel/command.ts';
import type { Contractor as Profile } from '../contractor/contractor.ports.ts';
import { type ChangeNeeds, changeRequest } from './change-request.ts';
import { toParties } from './request.notices.ts';
import { refuse, requireVersion } from './request.policy.ts';
import type { Request } from './request.ports.ts';

type Needs = ChangeNeeds & Pick<Deps, 'contractors' | 'categories'>;

/** Takes a direct offer: from now on the contractor is bound, and sees where it is. Not a move: the state stays. */
export const acceptOffer = (deps: Needs, actor: Contractor, input: RequestCommand): Promise<Request> => {
  const { commandKey, ...rest } = input;
  return changeRequest(deps, actor, {
    id: input.id,
    looks: { profiles: deps.contractors.manyBeside([actor.id]) },
    command: commandOf(commandKey, { acceptOffer: rest }),
    decide: (request, { profiles: [profile] }) => {
      const { award, status } = request;
      const now = deps.clock.now();
      if (!award || status !== 'assigned') throw refuse(request, 'accepted', { by: 'contractor', now });
      requireVersion(request, input.version, actor.role);
      if (award.acceptedAt !== null) throw new AppError('conflict', 'This job is yours already');
      if (award.acceptDueAt && award.acceptDueAt <= now)
        throw new AppError('conflict', 'The offer has lapsed');
      requireLicensed(deps, profile, { category: request.category, now });
      return {
        set: { award: { ...award, acceptedAt: now, acceptDueAt: null }, waitingOn: 'contractor' },
        event: { type: 'offer_accepted' },
        notices: toParties(request, 'offer_accepted'),
      };
    },
  });
};

/** Once more, as when it was offered: a licence may have run out, or been struck off the profile, since. */
const requireLicensed = (
  { categories }: Needs,
  profile: Profile | undefined,
  { category, now }: { category: string; now: Date },
) => {
  if (!categories.byCode(category)?.licenceRequired) return;
  if (!profile || !hasValidLicence(profile, category, now)) {
    throw new AppError(
      'conflict',
      'You have no valid licence for this kind of work; renew it in your profile',
    );
  }
};
