import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { Heading } from '../../ui/heading.tsx';

export function NotFoundScreen(): ReactElement {
  return (
    <div className="page grid justify-items-start gap-4">
      <Heading>There is no such page</Heading>
      <p>The address may be mistyped, or the page has moved.</p>
      <Link to="/requests" className="button primary">
        Go to my requests
      </Link>
    </div>
  );
}
