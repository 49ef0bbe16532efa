import { fieldErrorsOf } from '@pmp/client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type ReactElement, useState } from 'react';
import { requestChanged } from '../../api/changed-request.ts';
import { useCommandKey } from '../../api/command-key.ts';
import type { HomeownerRequest } from '../../api/find-listed.ts';
import { isSending } from '../../api/is-sending.ts';
import { problemOf } from '../../api/problem.ts';
import { trpc } from '../../api/trpc.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { Icon } from '../../ui/icon.tsx';

/** Withdrawing is asked twice. A reason is wanted only once a contractor has been chosen. */
export function CancelDialog({
  request,
  onClose,
}: {
  request: HomeownerRequest;
  onClose: () => void;
}): ReactElement {
  const queries = useQueryClient();
  const commandKey = useCommandKey();
  const [reason, setReason] = useState('');
  const cancel = useMutation(
    trpc.homeowner.requests.cancel.mutationOptions({
      onSuccess: (cancelled) => {
        requestChanged(cancelled);
        onClose();
      },
      onError: () =>
        void queries.invalidateQueries(trpc.homeowner.requests.get.queryFilter({ id: request.id })),
    }),
  );
  const awarded = request.status === 'assigned' || request.status === 'scheduled';
  const fault = fieldErrorsOf(cancel.error).find(({ path }) => path === 'reason')?.message;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isSending(trpc.homeowner.requests.cancel.mutationKey())) return;
    const given = reason.trim();
    const input = { id: request.id, version: request.version, ...(given !== '' && { reason: given }) };
    cancel.mutate({ ...input, commandKey: commandKey(input) });
  };
  return (
    <Dialog title="Cancel this request?" onClose={onClose}>
      <form noValidate className="grid gap-4" onSubmit={submit}>
        <p>“{request.title}” ends here and nobody comes. Its history stays.</p>
        {cancel.isError && fault === undefined && (
          <p role="alert" className="field-error">
            <Icon name="alert" />
            {problemOf(cancel.error).text}
          </p>
        )}
        <div className="field">
          <label htmlFor="cancel-reason">
            Reason {!awarded && <span className="font-normal text-soft">(optional)</span>}
          </label>
          {fault !== undefined && (
            <p id="cancel-fault" role="alert" className="field-error">
              <Icon name="alert" />
              {fault}
            </p>
          )}
          <input
            id="cancel-reason"
            className="input"
            autoComplete="off"
            value={reason}
            aria-invalid={fault !== undefined}
            aria-describedby={fault === undefined ? undefined : 'cancel-fault'}
            onChange={({ target }) => setReason(target.value)}
          />
        </div>
        <div className="actions">
          <button type="submit" className="button danger" aria-disabled={cancel.isPending}>
            {cancel.isPending ? 'Cancelling…' : 'Yes, cancel it'}
          </button>
          <button type="button" className="button" onClick={onClose}>
            No, keep it
          </button>
        </div>
      </form>
    </Dialog>
  );
}
