import type { RouterOutputs } from '@pmp/client';
import { queryClient } from './query-client.ts';
import { trpc } from './trpc.ts';

export type HomeownerRequest = RouterOutputs['homeowner']['requests']['get'];
export type Property = RouterOutputs['homeowner']['properties']['create'];
export type Category = RouterOutputs['public']['categories']['list'][number];

/** A request that a list has already brought: shown at once while the newest is on its way. */
export const findListed = (id: string): HomeownerRequest | undefined =>
  queryClient
    .getQueriesData<{ pages: { items: HomeownerRequest[] }[] }>(
      trpc.homeowner.requests.list.infiniteQueryFilter(),
    )
    .flatMap(([, data]) => data?.pages.flatMap(({ items }) => items) ?? [])
    .find((request) => request.id === id);
