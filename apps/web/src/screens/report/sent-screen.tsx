import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { requestQuery } from '../../api/request.ts';
import { Heading } from '../../ui/heading.tsx';
import { ProblemPanel } from '../../ui/problem-panel.tsx';
import { SheetSkeleton } from '../../ui/skeleton.tsx';

const route = getRouteApi('/own/requests/$id/sent');

/** The receipt. It has an address of its own: it can be reloaded, kept and printed. */
export function SentScreen(): ReactElement {
  const { id } = route.useParams();
  const request = useQuery(requestQuery(id));
  if (request.data === undefined) {
    return (
      <div className="page">
        <div className="narrow grid gap-6">
          <Heading>Your report</Heading>
          {request.isError ? (
            <ProblemPanel error={request.error} onRetry={() => void request.refetch()} />
          ) : (
            <SheetSkeleton what="your report" />
          )}
        </div>
      </div>
    );
  }
  const { number, title } = request.data;
  return (
    <div className="page">
      <div className="narrow grid gap-6">
        <div className="confirmed grid gap-3">
          <Heading>Your report has arrived</Heading>
          <p>
            “{title}” has the number
            <span className="mono mt-1 block text-3xl font-bold">{number}</span>
          </p>
          <p>Quote it when you talk to anybody about this.</p>
        </div>
        <section className="grid gap-3" aria-labelledby="next">
          <h2 id="next">What happens next</h2>
          <ol className="grid list-decimal gap-2 pl-6">
            <li>Contractors who do this kind of work are invited to quote.</li>
            <li>You compare the quotes and choose one.</li>
            <li>You agree on a visit, and the repair is done.</li>
          </ol>
          <p className="text-soft">Until contractors quote you can still change or cancel it.</p>
        </section>
        <div className="actions">
          <Link to="/requests/$id" params={{ id }} className="button primary">
            See the request
          </Link>
          <Link to="/requests" className="button">
            My requests
          </Link>
        </div>
      </div>
    </div>
  );
}
