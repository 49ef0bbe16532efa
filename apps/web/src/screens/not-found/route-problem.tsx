import type { ErrorComponentProps } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { Heading } from '../../ui/heading.tsx';

/** A screen failed to load or to draw: most often its file is gone after an update, and a reload brings the new one. */
export function RouteProblem({ reset }: ErrorComponentProps): ReactElement {
  return (
    <div className="page grid justify-items-start gap-4">
      <Heading>This page could not be shown</Heading>
      <p>The connection may have dropped, or the app has been updated. What you typed is kept.</p>
      <div className="actions">
        <button type="button" className="button primary" onClick={() => location.reload()}>
          Load the page again
        </button>
        <button type="button" className="button" onClick={reset}>
          Try again
        </button>
      </div>
    </div>
  );
}
