import type { ErrorComponentProps } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useOnline } from '../../api/use-online.ts';
import { Heading } from '../../ui/heading.tsx';

/** A screen failed to draw. Without a connection a reload would lose the page, so it is not offered. */
export function RouteProblem({ reset }: ErrorComponentProps): ReactElement {
  const online = useOnline();
  return (
    <div className="page grid justify-items-start gap-4">
      <Heading>This page could not be shown</Heading>
      <p>Something went wrong in this page. What you typed is kept.</p>
      <div className="actions">
        <button type="button" className="button primary" onClick={reset}>
          Try again
        </button>
        {online && (
          <button type="button" className="button" onClick={() => location.reload()}>
            Load the page again
          </button>
        )}
      </div>
    </div>
  );
}
