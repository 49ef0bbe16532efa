import type { Page } from '@pmp/contracts/page';
import type { HomeownerRequest, ListRequests } from '@pmp/contracts/request';
import type { Deps } from '../../deps.ts';
import type { Homeowner } from '../../kernel/actor.ts';
import { toPage } from '../../kernel/page.ts';
import { toHomeownerRequest } from './request.view.ts';

export const listRequests = async (
  deps: Pick<Deps, 'requests'>,
  actor: Homeowner,
  input: ListRequests,
): Promise<Page<HomeownerRequest>> =>
  toPage(input, await deps.requests.listOwned(actor.id, input), toHomeownerRequest);
