import type { RequestStatus } from '@pmp/contracts/lifecycle';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { Icon } from '../../ui/icon.tsx';
import { statusWords } from '../../words/status.ts';

const offered: readonly RequestStatus[] = [
  'submitted',
  'quoting',
  'assigned',
  'scheduled',
  'in_progress',
  'completed',
  'closed',
  'cancelled',
];

const exactly = { exact: true, includeSearch: true };

/** Links, not a form: a filter is an address that can be kept and sent. */
export function StatusFilter({ chosen }: { chosen: RequestStatus | undefined }): ReactElement {
  const shown = chosen === undefined || offered.includes(chosen) ? offered : [...offered, chosen];
  return (
    <nav className="filters" aria-label="Filter by status">
      <Link to="/requests" search={{}} className="filter" activeOptions={exactly} replace>
        All
      </Link>
      {shown.map((status) => (
        <Link
          key={status}
          to="/requests"
          search={{ status }}
          className="filter"
          activeOptions={exactly}
          replace
        >
          <Icon name={statusWords[status].icon} />
          {statusWords[status].word}
        </Link>
      ))}
    </nav>
  );
}
