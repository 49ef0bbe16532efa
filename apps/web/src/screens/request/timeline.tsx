import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { trpc } from '../../api/trpc.ts';
import { ProblemPanel } from '../../ui/problem-panel.tsx';
import { SheetSkeleton } from '../../ui/skeleton.tsx';
import { TimeAgo } from '../../ui/time-ago.tsx';
import { eventSentence } from '../../words/event.ts';

/** Who did what, when and why: newest first. A fault here leaves the rest of the screen alone. */
export function Timeline({ id }: { id: string }): ReactElement {
  const timeline = useQuery(trpc.homeowner.requests.timeline.queryOptions({ id }));
  return (
    <section className="grid gap-3" aria-labelledby="history">
      <h2 id="history">History</h2>
      {timeline.isPending && <SheetSkeleton what="the history" />}
      {timeline.isError && timeline.data === undefined && (
        <ProblemPanel error={timeline.error} onRetry={() => void timeline.refetch()} />
      )}
      {timeline.data !== undefined && (
        <ol className="timeline">
          {timeline.data.toReversed().map((event) => (
            <li key={event.seq}>
              <p className="font-semibold">{eventSentence(event)}</p>
              {event.reason !== null && <p>“{event.reason}”</p>}
              <p className="hint">
                <TimeAgo at={event.at} />
              </p>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}
