import type { HomeownerRequest } from './find-listed.ts';
import { queryClient } from './query-client.ts';
import { trpc } from './trpc.ts';

/** After a write: shows its answer at once, and lets the lists and the history be read again. */
export const requestChanged = (request: HomeownerRequest): void => {
  queryClient.setQueryData(trpc.homeowner.requests.get.queryKey({ id: request.id }), request);
  void queryClient.invalidateQueries(trpc.homeowner.requests.list.infiniteQueryFilter());
  void queryClient.invalidateQueries(trpc.homeowner.requests.timeline.queryFilter({ id: request.id }));
};
