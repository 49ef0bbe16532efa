import { newKey } from '@pmp/client';
import { useEffect, useState } from 'react';
import { type UseFormRegisterReturn, type UseFormReturn, useForm } from 'react-hook-form';
import { draftKey, drafts } from '../../draft/drafts.ts';
import { type FormErrors, useFormErrors } from '../../forms/form-errors.ts';
import type { Session } from '../../session/session.ts';
import { emptyReport, isEmptyReport, type ReportValues, readReport } from './report-values.ts';

export type ReportField =
  | Exclude<keyof ReportValues, 'address' | 'location'>
  | `address.${keyof ReportValues['address']}`;

export interface Report {
  form: UseFormReturn<ReportValues>;
  errors: FormErrors;
  field(name: ReportField): UseFormRegisterReturn;
  /** Sent with the report: the same for every attempt. */
  clientKey: string;
  queued: boolean;
  setQueued(queued: boolean): void;
  /** Starts over under a new key. */
  discard(): void;
  /** Keeps the words, and sends them as another report. */
  renewKey(): void;
}

const form = 'report';

const open = (session: Session, onTheWayBack: boolean) => {
  const key = draftKey(session, form);
  if (session.kind !== 'anonymous') drafts.adopt(draftKey({ kind: 'anonymous' }, form), key);
  if (!onTheWayBack) drafts.resume(key);
  const { clientKey = newKey(), queued = false, ...values } = readReport(drafts.read(key));
  return { key, clientKey, queued, values };
};

/**
 * The report that is being written, kept in the browser with every keystroke. On the way back from a receipt nothing
 * is begun, so what was set aside for it stays there.
 */
export const useReport = (session: Session, { onTheWayBack }: { onTheWayBack: boolean }): Report => {
  const [opened] = useState(() => open(session, onTheWayBack));
  const [clientKey, setClientKey] = useState(opened.clientKey);
  const [queued, setQueued] = useState(opened.queued);
  const report = useForm<ReportValues>({ defaultValues: opened.values });
  const errors = useFormErrors();
  const { subscribe, getValues } = report;

  useEffect(() => {
    const keep = (values: ReportValues) => {
      if (isEmptyReport(values)) drafts.remove(opened.key);
      else drafts.write(opened.key, { ...values, clientKey, queued });
    };
    keep(getValues());
    return subscribe({ formState: { values: true }, callback: ({ values }) => keep(values) });
  }, [subscribe, getValues, opened.key, clientKey, queued]);

  return {
    form: report,
    errors,
    clientKey,
    queued,
    setQueued,
    field: (name) => report.register(name, { onChange: () => errors.drop(name) }),
    discard: () => {
      report.reset(emptyReport);
      drafts.remove(opened.key);
      setClientKey(newKey());
      setQueued(false);
    },
    renewKey: () => setClientKey(newKey()),
  };
};
