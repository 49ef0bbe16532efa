import type { Page } from '@pmp/contracts/page';
import type { ListOfficialRequests, ListRequests } from '@pmp/contracts/request';
import type { HomeownerRequest, OfficialRequest } from '@pmp/contracts/request-view';
import type { Deps } from '../../deps.ts';
import type { Homeowner, Official } from '../../kernel/actor.ts';
import { toPage } from '../../kernel/page.ts';
import { toHomeownerRequest, toOfficialRequest } from './request.view.ts';

type Needs = Pick<Deps, 'requests' | 'clock'>;

export const listRequests = async (
  { requests, clock }: Needs,
  { id: homeownerId }: Homeowner,
  input: ListRequests,
): Promise<Page<HomeownerRequest>> =>
  toPage(input, await requests.list({ by: 'homeowner', homeownerId }, input), (request) =>
    toHomeownerRequest(request, clock.now()),
  );

/** Those of the official's jurisdiction, or those of none. Whoever is assigned to no jurisdiction sees neither. */
export const listOfficialRequests = async (
  { requests, clock }: Needs,
  { jurisdictionId: own }: Official,
  { place = 'here', ...input }: ListOfficialRequests,
): Promise<Page<OfficialRequest>> => {
  if (own === null) return { items: [], nextCursor: null };
  const jurisdictionId = place === 'here' ? own : null;
  return toPage(input, await requests.list({ by: 'official', jurisdictionId }, input), (request) =>
    toOfficialRequest(request, clock.now()),
  );
};
