import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { Property } from '../../api/find-listed.ts';
import { propertiesQuery } from '../../api/properties.ts';
import { Heading } from '../../ui/heading.tsx';
import { ProblemPanel } from '../../ui/problem-panel.tsx';
import { SheetSkeleton } from '../../ui/skeleton.tsx';
import { speakPlainly } from '../../words/field-message.ts';
import { NotFoundScreen } from '../not-found/not-found-screen.tsx';
import { PropertyClashNote } from './property-clash-note.tsx';
import { PropertyForm } from './property-form.tsx';
import { useEditProperty } from './use-edit-property.ts';

speakPlainly();

const route = getRouteApi('/own/properties/$id/edit');

export function EditPropertyScreen(): ReactElement {
  const { id } = route.useParams();
  const list = useQuery(propertiesQuery);
  const property = list.data?.items.find((one) => one.id === id);
  if (list.data !== undefined && property === undefined) return <NotFoundScreen />;
  return (
    <div className="page">
      <div className="narrow grid gap-6">
        <Heading>Change a property</Heading>
        {list.isPending && <SheetSkeleton what="the property" />}
        {list.isError && property === undefined && (
          <ProblemPanel error={list.error} onRetry={() => void list.refetch()} />
        )}
        {property !== undefined && <EditProperty property={property} />}
      </div>
    </div>
  );
}

function EditProperty({ property }: { property: Property }): ReactElement {
  const { clash, ...form } = useEditProperty(property);
  return (
    <>
      {clash && <PropertyClashNote clash={clash} />}
      <PropertyForm {...form} />
    </>
  );
}
