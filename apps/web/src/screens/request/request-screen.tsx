import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';
import { useCategoryName } from '../../api/categories.ts';
import { requestQuery } from '../../api/request.ts';
import { useOnline } from '../../api/use-online.ts';
import { Freshness } from '../../ui/freshness.tsx';
import { Heading } from '../../ui/heading.tsx';
import { Icon } from '../../ui/icon.tsx';
import { ProblemPanel } from '../../ui/problem-panel.tsx';
import { SheetSkeleton } from '../../ui/skeleton.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { nextStep, whoseTurn } from '../../words/next-step.ts';
import { CancelDialog } from './cancel-dialog.tsx';
import { Facts } from './facts.tsx';
import { StageTrack } from './stage-track.tsx';
import { Timeline } from './timeline.tsx';

const route = getRouteApi('/own/requests/$id');

export function RequestScreen(): ReactElement {
  const { id } = route.useParams();
  const request = useQuery(requestQuery(id));
  useCategoryName();
  const online = useOnline();
  const [cancelling, setCancelling] = useState(false);
  const retry = () => void request.refetch();
  const { data } = request;
  return (
    <div className="page grid gap-6" key={id}>
      <div className="grid justify-items-start gap-2">
        <Link to="/requests" className="inline-flex min-h-11 items-center gap-2">
          <Icon name="back" />
          My requests
        </Link>
        {data !== undefined && <p className="mono eyebrow">{data.number}</p>}
        <Heading>{data?.title ?? 'Request'}</Heading>
        {data !== undefined && <StatusBadge status={data.status} />}
      </div>
      {data === undefined &&
        (request.isError ? (
          <ProblemPanel error={request.error} onRetry={retry} />
        ) : (
          <SheetSkeleton what="the request" />
        ))}
      {data !== undefined && (
        <>
          <Freshness at={request.dataUpdatedAt} failed={request.isRefetchError} onRetry={retry} />
          <section className="panel grid gap-4" aria-labelledby="next">
            <StageTrack status={data.status} />
            <h2 id="next">What happens next</h2>
            <p>
              {whoseTurn(data) !== '' && <strong>{whoseTurn(data)}. </strong>}
              {nextStep(data)}
            </p>
            <div className="actions empty:hidden">
              {data.editable && (
                <Link to="/requests/$id/edit" params={{ id }} className="button">
                  <Icon name="pen" />
                  Change it
                </Link>
              )}
              {data.allowedMoves.includes('cancel') && (
                <button
                  type="button"
                  className="button danger"
                  aria-disabled={!online}
                  aria-describedby={online ? undefined : 'why-not'}
                  onClick={() => {
                    if (online) setCancelling(true);
                  }}
                >
                  Cancel the request
                </button>
              )}
              {!online && (
                <p id="why-not" className="hint">
                  Cancelling needs a connection.
                </p>
              )}
            </div>
          </section>
          <div className="detail">
            <Facts request={data} />
            <Timeline id={id} />
          </div>
          {cancelling && <CancelDialog request={data} onClose={() => setCancelling(false)} />}
        </>
      )}
    </div>
  );
}
