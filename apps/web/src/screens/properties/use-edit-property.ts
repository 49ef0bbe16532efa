import { fieldErrorsOf, isPmpError } from '@pmp/client';
import { UpdateProperty } from '@pmp/contracts/property';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useForm } from 'react-hook-form';
import { useCommandKey } from '../../api/command-key.ts';
import type { Property } from '../../api/find-listed.ts';
import { isSending } from '../../api/is-sending.ts';
import { propertiesQuery } from '../../api/properties.ts';
import { trpc } from '../../api/trpc.ts';
import { draftKey, drafts } from '../../draft/drafts.ts';
import { faultsOf, useFormErrors } from '../../forms/form-errors.ts';
import { useSession } from '../../session/use-session.ts';
import { readPropertyEdit } from './property-draft.ts';
import type { PropertyFormProps } from './property-form.tsx';
import {
  mergeProperty,
  type PropertyField,
  type PropertyValues,
  propertyChanges,
  propertyClashes,
  propertyValuesOf,
} from './property-values.ts';

/** What somebody else had saved when we came to save. */
export interface PropertyClash {
  fields: PropertyField[];
  now: PropertyValues;
}

export interface EditedProperty extends PropertyFormProps {
  clash: PropertyClash | undefined;
}

/**
 * A property that is being changed: kept as it is typed, sent with the version that was seen. The property given is
 * read anew now and then, so nothing is compared with it: what somebody else has changed would look changed here.
 */
export const useEditProperty = (property: Property): EditedProperty => {
  const { id } = property;
  const key = draftKey(useSession(), `property.${id}`);
  const [base, setBase] = useState(() => readPropertyEdit(drafts.read(key), property));
  const [clash, setClash] = useState<PropertyClash>();
  const form = useForm<PropertyValues>({ defaultValues: base.values });
  const errors = useFormErrors();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const commandKey = useCommandKey();

  const { subscribe } = form;
  useEffect(
    () =>
      subscribe({
        formState: { values: true },
        callback: ({ values }) => drafts.write(key, { ...base, values }),
      }),
    [subscribe, key, base],
  );

  const leave = async () => {
    drafts.remove(key);
    await queries.invalidateQueries(trpc.homeowner.properties.list.queryFilter());
    await navigate({ to: '/properties' });
  };

  /** Somebody was faster: takes what they changed elsewhere in the form. Unless it can be read, the refusal stands. */
  const meet = async () => {
    setClash(undefined);
    const list = await queries.fetchQuery({ ...propertiesQuery, staleTime: 0 }).catch(() => undefined);
    const found = list?.items.find((one) => one.id === id);
    if (!found) return;
    const now = propertyValuesOf(found);
    const mine = form.getValues();
    const merged = { values: mergeProperty(mine, base.seen, now), seen: now, version: found.version };
    setClash({ fields: propertyClashes(mine, base.seen, now), now });
    setBase(merged);
    form.reset(merged.values);
    drafts.write(key, merged);
  };

  const update = useMutation(
    trpc.homeowner.properties.update.mutationOptions({
      onSuccess: leave,
      onError: async (error) => {
        errors.show(fieldErrorsOf(error));
        if (isPmpError(error, 'stale_version')) await meet();
      },
    }),
  );

  const save = () => {
    if (isSending(trpc.homeowner.properties.update.mutationKey())) return;
    const changes = propertyChanges(form.getValues(), base.seen, property.address);
    const input = { id, version: base.version, ...changes };
    const faults = faultsOf(UpdateProperty, input);
    errors.show(faults);
    if (faults.length > 0) return;
    if (Object.keys(changes).length === 0) void leave();
    else update.mutate({ ...input, commandKey: commandKey(input) });
  };

  const met = clash !== undefined && isPmpError(update.error, 'stale_version');
  return {
    form,
    errors,
    clash,
    error: met || fieldErrorsOf(update.error).length > 0 ? null : update.error,
    isPending: update.isPending,
    onSave: save,
  };
};
