import { hasValidLicence } from '@pmp/contracts/contractor';
import type { OfferJob } from '@pmp/contracts/request-moves';
import type { Deps } from '../../deps.ts';
import type { Homeowner } from '../../kernel/actor.ts';
import { badField } from '../../kernel/app-error.ts';
import type { Contractor } from '../contractor/contractor.ports.ts';
import type { ChangeNeeds } from './change-request.ts';
import { moveRequest } from './move-request.ts';
import { dayMs } from './request.derived.ts';
import { toParties } from './request.notices.ts';
import { whyNotAsked } from './request.policy.ts';
import type { Award, Request } from './request.ports.ts';

type Needs = ChangeNeeds & Pick<Deps, 'contractors' | 'categories' | 'blocked'>;

const usualDays = 2;
const mostDays = 30;

/** Offers the job to one contractor without a quote, up to a cap; it lapses unless they accept in time. */
export const offerJob = (deps: Needs, actor: Homeowner, input: OfferJob): Promise<Request> =>
  moveRequest(deps, actor, {
    move: 'offer',
    input,
    looks: { contractors: deps.contractors.manyBeside([input.contractorId]) },
    make: (request, now, { contractors: [contractor] }) => {
      const { contractorId, spendCap, acceptDueAt = new Date(now.getTime() + usualDays * dayMs) } = input;
      if (acceptDueAt <= now) throw badField('acceptDueAt', 'has passed');
      if (acceptDueAt.getTime() - now.getTime() > mostDays * dayMs) {
        throw badField('acceptDueAt', `is more than ${mostDays} days ahead`);
      }
      if (contractorId === actor.id) throw badField('contractorId', 'is you yourself');
      requireLicensed(deps, request, { contractor, now });
      const award: Award = {
        contractorId,
        quoteId: null,
        revision: null,
        agreed: spendCap,
        awardedAt: now,
        acceptedAt: null,
        acceptDueAt,
        changeOrders: [],
        atVersion: request.version + 1,
      };
      return {
        set: { award, spendCap, waitingOn: 'contractor' },
        event: { type: 'offered', facts: { contractorId, amount: spendCap, until: acceptDueAt } },
        notices: toParties({ ...request, award }, 'offered'),
      };
    },
  });

const requireLicensed = (
  { categories, blocked }: Needs,
  { category }: Request,
  { contractor, now }: { contractor: Contractor | undefined; now: Date },
) => {
  const asked = contractor && !blocked.has(contractor.id) ? contractor : undefined;
  const why = whyNotAsked(asked, category);
  if (!asked || why) throw badField('contractorId', why ?? 'is not a contractor here');
  if (categories.byCode(category)?.licenceRequired && !hasValidLicence(asked, category, now)) {
    throw badField('contractorId', 'has no valid licence for this kind of work');
  }
};
