import { fieldErrorsOf } from '@pmp/client';
import { CreateProperty } from '@pmp/contracts/property';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { useForm } from 'react-hook-form';
import { useCommandKey } from '../../api/command-key.ts';
import { isSending } from '../../api/is-sending.ts';
import { trpc } from '../../api/trpc.ts';
import { draftKey, drafts } from '../../draft/drafts.ts';
import { faultsOf, useFormErrors } from '../../forms/form-errors.ts';
import { useSession } from '../../session/use-session.ts';
import { readNewProperty } from './property-draft.ts';
import type { PropertyFormProps } from './property-form.tsx';
import { type PropertyValues, toCreateProperty } from './property-values.ts';

/** A property that is being added: kept as it is typed, with the key under which it was sent last. */
export const useNewProperty = (): PropertyFormProps => {
  const key = draftKey(useSession(), 'property');
  const [opened] = useState(() => readNewProperty(drafts.read(key)));
  const sent = useRef(opened.sent);
  const form = useForm<PropertyValues>({ defaultValues: opened.values });
  const errors = useFormErrors();
  const queries = useQueryClient();
  const navigate = useNavigate();
  // Kept before it goes: the answer may be lost, and then the page.
  const clientKey = useCommandKey({
    kept: opened.sent,
    keep: (now) => {
      sent.current = now;
      drafts.write(key, { ...form.getValues(), sent: now });
    },
  });

  const { subscribe } = form;
  useEffect(
    () =>
      subscribe({
        formState: { values: true },
        callback: ({ values }) => drafts.write(key, { ...values, sent: sent.current }),
      }),
    [subscribe, key],
  );

  const create = useMutation(
    trpc.homeowner.properties.create.mutationOptions({
      onSuccess: async () => {
        drafts.remove(key);
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

  return {
    form,
    errors,
    error: fieldErrorsOf(create.error).length > 0 ? null : create.error,
    isPending: create.isPending,
    onSave: save,
  };
};
