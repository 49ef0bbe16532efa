import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { propertiesQuery } from '../../api/properties.ts';
import { Freshness } from '../../ui/freshness.tsx';
import { Heading } from '../../ui/heading.tsx';
import { Icon } from '../../ui/icon.tsx';
import { ProblemPanel } from '../../ui/problem-panel.tsx';
import { TicketSkeletons } from '../../ui/skeleton.tsx';
import { addressLines } from '../../words/address.ts';
import { kindWords } from '../../words/status.ts';

export function PropertiesScreen(): ReactElement {
  const list = useQuery(propertiesQuery);
  const items = list.data?.items;
  const retry = () => void list.refetch();
  return (
    <div className="page grid gap-6">
      <div className="flex flex-wrap items-end justify-between gap-4">
        <Heading>My properties</Heading>
        {items !== undefined && items.length > 0 && (
          <Link to="/properties/new" className="button primary">
            Add a property
          </Link>
        )}
      </div>
      {items !== undefined && (
        <Freshness at={list.dataUpdatedAt} failed={list.isRefetchError} onRetry={retry} />
      )}
      {list.isPending && <TicketSkeletons what="your properties" />}
      {list.isError && items === undefined && <ProblemPanel error={list.error} onRetry={retry} />}
      {items?.length === 0 && (
        <div className="empty">
          <Icon name="home" />
          <h2>No property saved yet</h2>
          <p className="text-soft">
            Save an address once, and pick it with a tap whenever you report something there.
          </p>
          <Link to="/properties/new" className="button primary">
            Add your first property
          </Link>
        </div>
      )}
      {items !== undefined && items.length > 0 && (
        <ul className="tickets pairs">
          {items.map(({ id, label, kind, address, accessNotes }) => (
            <li key={id} className="ticket">
              <div className="ticket-stub">
                <Icon name="home" />
                <span className="font-semibold">{kindWords[kind]}</span>
              </div>
              <div className="ticket-body">
                <h2 className="text-lg">{label}</h2>
                <p className="text-soft">
                  {addressLines(address).map((line) => (
                    <span key={line} className="block">
                      {line}
                    </span>
                  ))}
                </p>
                {accessNotes !== null && accessNotes !== '' && (
                  <p className="whitespace-pre-line">
                    <strong>To get in: </strong>
                    {accessNotes}
                  </p>
                )}
                <p>
                  <Link
                    to="/properties/$id/edit"
                    params={{ id }}
                    className="ticket-link inline-flex min-h-11 items-center gap-2 font-semibold"
                  >
                    <Icon name="pen" />
                    Change<span className="sr-only"> {label}</span>
                  </Link>
                </p>
              </div>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
