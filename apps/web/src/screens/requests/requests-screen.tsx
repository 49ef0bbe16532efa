import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { type ReactElement, useEffect } from 'react';
import { useCategoryName } from '../../api/categories.ts';
import { trpc } from '../../api/trpc.ts';
import { useOnline } from '../../api/use-online.ts';
import { Freshness } from '../../ui/freshness.tsx';
import { Heading } from '../../ui/heading.tsx';
import { ProblemPanel } from '../../ui/problem-panel.tsx';
import { TicketSkeletons } from '../../ui/skeleton.tsx';
import { warmUp } from '../warm-up.ts';
import { NoRequests, NothingInFilter } from './empty-list.tsx';
import { StatusFilter } from './status-filter.tsx';
import { Ticket } from './ticket.tsx';

const route = getRouteApi('/own/requests');

export function RequestsScreen(): ReactElement {
  const { status } = route.useSearch();
  const online = useOnline();
  const list = useInfiniteQuery(
    trpc.homeowner.requests.list.infiniteQueryOptions(
      { limit: 20, ...(status !== undefined && { status }) },
      { getNextPageParam: ({ nextCursor }) => nextCursor },
    ),
  );
  // Asked for together with the list, so that both come in one answer.
  useCategoryName();
  const items = list.data?.pages.flatMap((page) => page.items);
  const stands = items !== undefined;
  useEffect(() => (stands ? warmUp() : undefined), [stands]);
  const failed = list.isError && items === undefined;
  // A filter over nothing, or over what nobody may see, would only be in the way.
  const hasFilter = !failed && (status !== undefined || items?.length !== 0);
  const retry = () => void list.refetch();
  return (
    <div className="page grid gap-6">
      <div className="flex flex-wrap items-end justify-between gap-4">
        <Heading>My requests</Heading>
        <Link to="/requests/new" className="button primary max-[44rem]:hidden">
          Report a problem
        </Link>
      </div>
      {hasFilter && <StatusFilter chosen={status} />}
      {items !== undefined && (
        <Freshness at={list.dataUpdatedAt} failed={list.isRefetchError} onRetry={retry} />
      )}
      {list.isPending && (online ? <TicketSkeletons what="your requests" /> : <NothingKept />)}
      {failed && <ProblemPanel error={list.error} onRetry={retry} />}
      {items?.length === 0 && (status === undefined ? <NoRequests /> : <NothingInFilter status={status} />)}
      {items !== undefined && items.length > 0 && (
        <ul className="tickets" aria-label="Requests, newest first">
          {items.map((request) => (
            <Ticket key={request.id} request={request} />
          ))}
        </ul>
      )}
      {list.hasNextPage && (
        <button
          type="button"
          className="button"
          aria-disabled={list.isFetchingNextPage || !online}
          onClick={() => {
            if (online && !list.isFetchingNextPage) void list.fetchNextPage();
          }}
        >
          {list.isFetchingNextPage ? 'Loading more…' : 'Load more'}
        </button>
      )}
      <p role="status" className="sr-only">
        {items !== undefined && `${items.length} requests shown${list.hasNextPage ? ', there are more' : ''}`}
      </p>
    </div>
  );
}

function NothingKept(): ReactElement {
  return (
    <p className="panel">Your requests have not been read yet. They appear as soon as you are back online.</p>
  );
}
