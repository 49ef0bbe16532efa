import type { CreateRequest } from '@pmp/contracts/request';
import type { InviteContractors } from '@pmp/contracts/request-moves';
import type { Deps } from '../src/deps.ts';
import { aProfile } from './factories/contractor.ts';
import { points } from './factories/place.ts';
import { aPrincipal } from './factories/principal.ts';
import { aReport } from './factories/request.ts';
import { callerOf } from './testing.ts';

/** Plumbing asks for a licence, roofing for none. */
const bidderTrades = ['plumbing', 'heating', 'roofing'];

/** A contractor with a profile, on any dependencies. */
export const aBidder = async (deps: Deps, displayName = 'Brook Plumbing') => {
  const principal = aPrincipal({ roles: ['contractor'] });
  const { contractor } = callerOf(deps, principal);
  await contractor.profile.save(aProfile({ displayName, trades: bidderTrades }));
  // A caller has no fields to spread.
  const { jobs, profile, quotes } = contractor;
  return { id: principal.userId, principal, jobs, profile, quotes };
};

export type Bidder = Awaited<ReturnType<typeof aBidder>>;

/** A homeowner with a request that is open to every contractor, unless `invited` says otherwise. */
export const aQuoting = async (
  deps: Deps,
  {
    report = {},
    invited = { publish: true },
  }: { report?: Partial<CreateRequest>; invited?: Partial<InviteContractors> } = {},
) => {
  const principal = aPrincipal();
  const { homeowner } = callerOf(deps, principal);
  const { id } = await homeowner.requests.create(aReport({ location: points.rivertonCentre, ...report }));
  await homeowner.requests.invite({ id, ...invited });
  const { quotes, requests } = homeowner;
  return { id, principal, quotes, requests };
};

export type Quoting = Awaited<ReturnType<typeof aQuoting>>;
