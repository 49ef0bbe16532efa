import type { HomeownerRequest, OfficialRequest } from '@pmp/contracts/request';
import type { Deps } from '../../deps.ts';
import type { Homeowner, Official } from '../../kernel/actor.ts';
import { requestFor } from './request.scope.ts';
import { toHomeownerRequest, toOfficialRequest } from './request.view.ts';

type Needs = Pick<Deps, 'requests'>;

export const getRequest = async (
  { requests }: Needs,
  actor: Homeowner,
  { id }: { id: string },
): Promise<HomeownerRequest> => toHomeownerRequest(await requestFor(requests, actor, id));

export const getOfficialRequest = async (
  { requests }: Needs,
  actor: Official,
  { id }: { id: string },
): Promise<OfficialRequest> => toOfficialRequest(await requestFor(requests, actor, id));
