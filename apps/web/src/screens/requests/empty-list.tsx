import type { RequestStatus } from '@pmp/contracts/lifecycle';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { Icon } from '../../ui/icon.tsx';
import { statusWords } from '../../words/status.ts';

export function NoRequests(): ReactElement {
  return (
    <div className="empty">
      <Icon name="home" />
      <h2>Nothing reported yet</h2>
      <p className="text-soft">When something breaks, report it here and follow the repair step by step.</p>
      <Link to="/requests/new" className="button primary">
        Report your first problem
      </Link>
    </div>
  );
}

export function NothingInFilter({ status }: { status: RequestStatus }): ReactElement {
  return (
    <div className="empty">
      <Icon name={statusWords[status].icon} />
      <h2>None of your requests is “{statusWords[status].word}”</h2>
      <p className="text-soft">You may have others in another state.</p>
      <Link to="/requests" search={{}} className="button">
        Show all requests
      </Link>
    </div>
  );
}
