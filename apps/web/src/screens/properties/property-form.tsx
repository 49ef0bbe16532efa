import { propertyKinds } from '@pmp/contracts/property';
import { Link } from '@tanstack/react-router';
import type { FormEvent, ReactElement } from 'react';
import type { UseFormReturn } from 'react-hook-form';
import { useOnline } from '../../api/use-online.ts';
import { AddressFields } from '../../forms/address-fields.tsx';
import { ChoiceField } from '../../forms/choice-field.tsx';
import { ErrorSummary } from '../../forms/error-summary.tsx';
import type { FormErrors } from '../../forms/form-errors.ts';
import { TextField } from '../../forms/text-field.tsx';
import { ProblemPanel } from '../../ui/problem-panel.tsx';
import { kindWords } from '../../words/status.ts';
import { type PropertyValues, propertyLabels } from './property-values.ts';

export interface PropertyFormProps {
  form: UseFormReturn<PropertyValues>;
  errors: FormErrors;
  /** A fault that no field is to blame for. */
  error: unknown;
  isPending: boolean;
  onSave: () => void;
}

export function PropertyForm({ form, errors, error, isPending, onSave }: PropertyFormProps): ReactElement {
  const online = useOnline();
  const field = (name: Parameters<typeof form.register>[0]) =>
    form.register(name, { onChange: () => errors.drop(name) });
  return (
    <form
      noValidate
      className="fields"
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        if (online && !isPending) onSave();
      }}
    >
      <ErrorSummary errors={errors} labels={propertyLabels} />
      {error !== null && <ProblemPanel error={error} onRetry={onSave} />}
      <TextField
        label={propertyLabels.label}
        hint="What you call it, such as “Home” or “Mill Lane”."
        registration={field('label')}
        error={errors.of('label')}
      />
      <ChoiceField
        legend={propertyLabels.kind}
        columns="four"
        registration={field('kind')}
        error={errors.of('kind')}
        choices={propertyKinds.map((value) => ({ value, name: kindWords[value] }))}
      />
      <AddressFields register={field} errorOf={errors.of} />
      <TextField
        label={propertyLabels.accessNotes}
        hint="Gate code, pets, where the key is. Only a contractor whom you have chosen sees this."
        registration={field('accessNotes')}
        error={errors.of('accessNotes')}
        optional
        long
      />
      <div className="actions">
        <button
          type="submit"
          className="button primary"
          aria-disabled={isPending || !online}
          aria-describedby={online ? undefined : 'why-not'}
        >
          {isPending ? 'Saving…' : 'Save the property'}
        </button>
        <Link to="/properties" className="button">
          Back
        </Link>
        {!online && (
          <p id="why-not" className="hint">
            Saving needs a connection. What you typed is kept.
          </p>
        )}
      </div>
    </form>
  );
}
