import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { requestQuery } from '../../api/request.ts';
import { Heading } from '../../ui/heading.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Note } from '../../ui/note.tsx';
import { ProblemPanel } from '../../ui/problem-panel.tsx';
import { SheetSkeleton } from '../../ui/skeleton.tsx';
import { speakPlainly } from '../../words/field-message.ts';
import { EditForm } from './edit-form.tsx';

speakPlainly();

const route = getRouteApi('/own/requests/$id/edit');

export function EditScreen(): ReactElement {
  const { id } = route.useParams();
  const request = useQuery(requestQuery(id));
  // The form starts from what the server has now, not from a list that may be old.
  const ready = request.data !== undefined && !request.isPlaceholderData;
  return (
    <div className="page">
      <div className="narrow grid gap-6">
        <div className="grid justify-items-start gap-2">
          <Link to="/requests/$id" params={{ id }} className="inline-flex min-h-11 items-center gap-2">
            <Icon name="back" />
            The request
          </Link>
          <Heading>Change your request</Heading>
        </div>
        {!ready &&
          (request.isError ? (
            <ProblemPanel error={request.error} onRetry={() => void request.refetch()} />
          ) : (
            <SheetSkeleton what="the request" />
          ))}
        {ready && request.data.editable && <EditForm request={request.data} />}
        {ready && !request.data.editable && (
          <Note tone="amber" icon="info">
            This request can’t be changed any more: contractors rely on what it says.
          </Note>
        )}
      </div>
    </div>
  );
}
