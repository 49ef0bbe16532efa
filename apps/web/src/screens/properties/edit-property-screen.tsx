import { fieldErrorsOf, isPmpError } from '@pmp/client';
import { UpdateProperty } from '@pmp/contracts/property';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useCommandKey } from '../../api/command-key.ts';
import type { Property } from '../../api/find-listed.ts';
import { isSending } from '../../api/is-sending.ts';
import { propertiesQuery } from '../../api/properties.ts';
import { trpc } from '../../api/trpc.ts';
import { faultsOf, useFormErrors } from '../../forms/form-errors.ts';
import { Heading } from '../../ui/heading.tsx';
import { Note } from '../../ui/note.tsx';
import { ProblemPanel } from '../../ui/problem-panel.tsx';
import { SheetSkeleton } from '../../ui/skeleton.tsx';
import { speakPlainly } from '../../words/field-message.ts';
import { NotFoundScreen } from '../not-found/not-found-screen.tsx';
import { PropertyForm } from './property-form.tsx';
import { propertyChanges, propertyValuesOf } from './property-values.ts';
import { usePropertyDraft } from './use-property-draft.ts';

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
  const { id } = property;
  const { form, clear } = usePropertyDraft(`property.${id}`, propertyValuesOf(property));
  const errors = useFormErrors();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const commandKey = useCommandKey();
  const reread = () => queries.invalidateQueries(trpc.homeowner.properties.list.queryFilter());
  const leave = async () => {
    clear();
    await reread();
    await navigate({ to: '/properties' });
  };
  const update = useMutation(
    trpc.homeowner.properties.update.mutationOptions({
      onSuccess: leave,
      onError: async (error) => {
        errors.show(fieldErrorsOf(error));
        if (isPmpError(error, 'stale_version')) await reread();
      },
    }),
  );
  const save = () => {
    if (isSending(trpc.homeowner.properties.update.mutationKey())) return;
    const changes = propertyChanges(form.getValues(), property);
    const input = { id, version: property.version, ...changes };
    const faults = faultsOf(UpdateProperty, input);
    errors.show(faults);
    if (faults.length > 0) return;
    if (Object.keys(changes).length === 0) void leave();
    else update.mutate({ ...input, commandKey: commandKey(input) });
  };
  const stale = isPmpError(update.error, 'stale_version');
  const shown = stale || fieldErrorsOf(update.error).length > 0;
  return (
    <>
      {stale && (
        <div role="alert">
          <Note tone="amber" icon="alert">
            This property was changed elsewhere meanwhile. It is now “{property.label}”,{' '}
            {property.address.line1}, {property.address.city}. Look over your version below and save again to
            keep it.
          </Note>
        </div>
      )}
      <PropertyForm
        form={form}
        errors={errors}
        error={shown ? null : update.error}
        isPending={update.isPending}
        onSave={save}
      />
    </>
  );
}
