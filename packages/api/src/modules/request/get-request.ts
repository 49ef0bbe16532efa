import type { HomeownerRequest } from '@pmp/contracts/request';
import type { Deps } from '../../deps.ts';
import type { Homeowner } from '../../kernel/actor.ts';
import { notFound } from '../../kernel/app-error.ts';
import { toHomeownerRequest } from './request.view.ts';

export const getRequest = async (
  deps: Pick<Deps, 'requests'>,
  actor: Homeowner,
  { id }: { id: string },
): Promise<HomeownerRequest> => {
  const request = await deps.requests.owned(id, actor.id);
  if (!request) throw notFound();
  return toHomeownerRequest(request);
};
