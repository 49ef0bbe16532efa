import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useCategoryName } from '../../api/categories.ts';
import type { HomeownerRequest } from '../../api/find-listed.ts';
import { categoryIcon, Icon } from '../../ui/icon.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { TimeAgo } from '../../ui/time-ago.tsx';
import { addressLine } from '../../words/address.ts';
import { nextStep, whoseTurn } from '../../words/next-step.ts';
import { priorityWords } from '../../words/status.ts';

/** A request in the list. The whole slip leads to it; its name is the link. */
export function Ticket({ request }: { request: HomeownerRequest }): ReactElement {
  const { id, number, title, status, priority, category, address, updatedAt } = request;
  const categoryName = useCategoryName();
  const turn = whoseTurn(request);
  return (
    <li className="ticket">
      <div className="ticket-stub">
        <Icon name={categoryIcon(category)} />
        <span className="leading-tight">
          <span className="mono block font-semibold text-ink">{number}</span>
          {categoryName(category)}
        </span>
      </div>
      <div className="ticket-body">
        <h2 className="text-lg">
          <Link to="/requests/$id" params={{ id }} className="ticket-link">
            {title}
          </Link>
        </h2>
        <p>
          <StatusBadge status={status} />
        </p>
        <p className="ticket-meta">
          <span>
            <Icon name="flag" />
            {priorityWords[priority].word} priority
          </span>
          <span>
            <Icon name="pin" />
            {addressLine(address)}
          </span>
          <span>
            <Icon name="clock" />
            <span>
              Updated <TimeAgo at={updatedAt} />
            </span>
          </span>
        </p>
        <p className="ticket-next">
          {turn !== '' && <strong>{turn}. </strong>}
          {nextStep(request)}
        </p>
      </div>
    </li>
  );
}
