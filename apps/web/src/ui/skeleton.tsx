import type { ReactElement } from 'react';
import { Delayed } from './delayed.tsx';

const bars = ['60%', '85%', '45%'];

/** Says once that something is on its way, and draws the shape of what comes. */
function Loading({ children, what }: { children: ReactElement; what: string }): ReactElement {
  return (
    <Delayed>
      <div role="status">
        <span className="sr-only">Loading {what}</span>
        <div aria-hidden="true">{children}</div>
      </div>
    </Delayed>
  );
}

export function TicketSkeletons({ what }: { what: string }): ReactElement {
  return (
    <Loading what={what}>
      <div className="tickets">
        {bars.map((width) => (
          <div className="ticket" key={width}>
            <div className="ticket-stub">
              <div className="bone h-8 w-8" />
              <div className="bone h-4 w-24" />
            </div>
            <div className="ticket-body">
              <div className="bone h-6" style={{ width }} />
              <div className="bone h-4 w-40" />
              <div className="bone h-4 w-64 max-w-full" />
            </div>
          </div>
        ))}
      </div>
    </Loading>
  );
}

export function SheetSkeleton({ what }: { what: string }): ReactElement {
  return (
    <Loading what={what}>
      <div className="panel grid gap-4">
        {bars.map((width) => (
          <div className="bone h-5" style={{ width }} key={width} />
        ))}
        <div className="bone h-32" />
      </div>
    </Loading>
  );
}
