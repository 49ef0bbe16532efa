import { useEffect, useState } from 'react';
import { type UseFormReturn, useForm } from 'react-hook-form';
import { draftKey, drafts } from '../../draft/drafts.ts';
import { useSession } from '../../session/use-session.ts';
import type { PropertyValues } from './property-values.ts';

const textOr = (value: unknown, fallback: string): string => (typeof value === 'string' ? value : fallback);
const entries = (value: unknown): Map<string, unknown> =>
  new Map(typeof value === 'object' && value !== null ? Object.entries(value) : []);

const restore = (kept: Record<string, unknown> | undefined, start: PropertyValues): PropertyValues => {
  const draft = entries(kept);
  const address = entries(draft.get('address'));
  const kind = draft.get('kind');
  return {
    label: textOr(draft.get('label'), start.label),
    kind:
      kind === 'house' || kind === 'flat' || kind === 'mixed' || kind === 'commercial' ? kind : start.kind,
    address: {
      line1: textOr(address.get('line1'), start.address.line1),
      line2: textOr(address.get('line2'), start.address.line2),
      postalCode: textOr(address.get('postalCode'), start.address.postalCode),
      city: textOr(address.get('city'), start.address.city),
    },
    accessNotes: textOr(draft.get('accessNotes'), start.accessNotes),
  };
};

/** A form about a property that survives a reload. `clear` is for when it has been saved. */
export const usePropertyDraft = (
  name: string,
  start: PropertyValues,
): { form: UseFormReturn<PropertyValues>; clear: () => void } => {
  const key = draftKey(useSession(), name);
  const [values] = useState(() => restore(drafts.read(key), start));
  const form = useForm<PropertyValues>({ defaultValues: values });
  const { subscribe } = form;
  useEffect(
    () =>
      subscribe({ formState: { values: true }, callback: ({ values: typed }) => drafts.write(key, typed) }),
    [subscribe, key],
  );
  return { form, clear: () => drafts.remove(key) };
};
