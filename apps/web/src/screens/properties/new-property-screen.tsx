import { fieldErrorsOf } from '@pmp/client';
import { CreateProperty } from '@pmp/contracts/property';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useCommandKey } from '../../api/command-key.ts';
import { isSending } from '../../api/is-sending.ts';
import { trpc } from '../../api/trpc.ts';
import { faultsOf, useFormErrors } from '../../forms/form-errors.ts';
import { Heading } from '../../ui/heading.tsx';
import { speakPlainly } from '../../words/field-message.ts';
import { PropertyForm } from './property-form.tsx';
import { emptyProperty, toCreateProperty } from './property-values.ts';
import { usePropertyDraft } from './use-property-draft.ts';

speakPlainly();

export function NewPropertyScreen(): ReactElement {
  const { form, clear } = usePropertyDraft('property', emptyProperty);
  const errors = useFormErrors();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const clientKey = useCommandKey();
  const create = useMutation(
    trpc.homeowner.properties.create.mutationOptions({
      onSuccess: async () => {
        clear();
        await queries.invalidateQueries(trpc.homeowner.properties.list.queryFilter());
        await navigate({ to: '/properties' });
      },
      onError: (error) => errors.show(fieldErrorsOf(error)),
    }),
  );
  const save = () => {
    if (isSending(trpc.homeowner.properties.create.mutationKey())) return;
    const input = toCreateProperty(form.getValues());
    const faults = faultsOf(CreateProperty, input);
    errors.show(faults);
    if (faults.length === 0) create.mutate({ ...input, clientKey: clientKey(input) });
  };
  return (
    <div className="page">
      <div className="narrow grid gap-6">
        <Heading>Add a property</Heading>
        <PropertyForm
          form={form}
          errors={errors}
          error={fieldErrorsOf(create.error).length > 0 ? null : create.error}
          isPending={create.isPending}
          onSave={save}
        />
      </div>
    </div>
  );
}
