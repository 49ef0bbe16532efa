import type { HomeownerRequest, OfficialRequest } from '@pmp/contracts/request-view';
import type { Deps } from '../../deps.ts';
import type { Homeowner, Official } from '../../kernel/actor.ts';
import { requestFor } from './request.scope.ts';
import { toHomeownerRequest, toOfficialRequest } from './request.view.ts';

type Needs = Pick<Deps, 'requests' | 'clock'>;

export const getRequest = async (
  { requests, clock }: Needs,
  actor: Homeowner,
  { id }: { id: string },
): Promise<HomeownerRequest> => toHomeownerRequest(await requestFor(requests, actor, id), clock.now());

export const getOfficialRequest = async (
  { requests, clock }: Needs,
  actor: Official,
  { id }: { id: string },
): Promise<OfficialRequest> => toOfficialRequest(await requestFor(requests, actor, id), clock.now());
