import { fieldErrorsOf, isPmpError } from '@pmp/client';
import { UpdateRequest } from '@pmp/contracts/request';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { type UseFormReturn, useForm } from 'react-hook-form';
import { requestChanged } from '../../api/changed-request.ts';
import { useCommandKey } from '../../api/command-key.ts';
import type { HomeownerRequest } from '../../api/find-listed.ts';
import { isSending } from '../../api/is-sending.ts';
import { trpc } from '../../api/trpc.ts';
import { draftKey, drafts } from '../../draft/drafts.ts';
import { type FormErrors, faultsOf, useFormErrors } from '../../forms/form-errors.ts';
import { useSession } from '../../session/use-session.ts';
import {
  changesOf,
  clashesOf,
  type EditField,
  type EditValues,
  editValuesOf,
  mergeEdits,
  readEdit,
} from './edit-values.ts';

export interface Clash {
  fields: EditField[];
  mine: EditValues;
  now: HomeownerRequest;
}

export interface Edit {
  form: UseFormReturn<EditValues>;
  errors: FormErrors;
  clash: Clash | undefined;
  error: unknown;
  isPending: boolean;
  save(): void;
  discard(): void;
}

/** A correction that is being written: kept as it is typed, sent with the version that was seen. */
export const useEdit = (request: HomeownerRequest): Edit => {
  const key = draftKey(useSession(), `edit.${request.id}`);
  const [base, setBase] = useState(() => readEdit(drafts.read(key), request));
  const [clash, setClash] = useState<Clash>();
  const form = useForm<EditValues>({ defaultValues: base.values });
  const errors = useFormErrors();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const commandKey = useCommandKey();
  const { id } = request;

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
    await navigate({ to: '/requests/$id', params: { id } });
  };

  /** Somebody was faster: takes what does not clash, and asks about the rest. */
  const meet = async () => {
    const now = await queries.fetchQuery({
      ...trpc.homeowner.requests.get.queryOptions({ id }),
      staleTime: 0,
    });
    const mine = form.getValues();
    const fields = clashesOf(mine, base.seen, now);
    const values = mergeEdits(mine, base.seen, now);
    setBase({ values, seen: editValuesOf(now), version: now.version });
    form.reset(values);
    setClash({ fields, mine, now });
  };

  const update = useMutation(
    trpc.homeowner.requests.update.mutationOptions({
      onSuccess: async (changed) => {
        requestChanged(changed);
        await leave();
      },
      onError: async (error) => {
        if (isPmpError(error, 'stale_version')) await meet();
        else if (fieldErrorsOf(error).length > 0) errors.show(fieldErrorsOf(error));
      },
    }),
  );

  const save = () => {
    if (isSending(trpc.homeowner.requests.update.mutationKey())) return;
    const changes = changesOf(form.getValues(), base.seen);
    const input = { id, version: base.version, ...changes };
    const faults = faultsOf(UpdateRequest, input);
    errors.show(faults);
    if (faults.length > 0) return;
    if (Object.keys(changes).length === 0) void leave();
    else update.mutate({ ...input, commandKey: commandKey(input) });
  };

  const shown = isPmpError(update.error, 'stale_version') || fieldErrorsOf(update.error).length > 0;
  return {
    form,
    errors,
    clash,
    error: shown ? null : update.error,
    isPending: update.isPending,
    save,
    discard: () => void leave(),
  };
};
