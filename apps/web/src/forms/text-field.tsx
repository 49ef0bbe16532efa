import type { ReactElement } from 'react';
import type { UseFormRegisterReturn } from 'react-hook-form';
import { FieldFault } from './field-fault.tsx';
import { fieldId } from './form-errors.ts';

interface TextFieldProps {
  label: string;
  registration: UseFormRegisterReturn;
  error: string | undefined;
  hint?: string;
  optional?: boolean;
  long?: boolean;
  autoComplete?: string;
}

/** A label, its hint, the input and what is wrong with it, tied together for screen readers. */
export function TextField(props: TextFieldProps): ReactElement {
  const { label, registration, error, hint, optional = false, long = false, autoComplete = 'off' } = props;
  const id = fieldId(registration.name);
  const about = [hint !== undefined && `${id}-hint`, error !== undefined && `${id}-fault`].filter(Boolean);
  const shared = {
    ...registration,
    id,
    className: 'input',
    autoComplete,
    'aria-invalid': error !== undefined,
    ...(about.length > 0 && { 'aria-describedby': about.join(' ') }),
  };
  return (
    <div className="field">
      <label htmlFor={id}>
        {label}
        {optional && <span className="font-normal text-soft"> (optional)</span>}
      </label>
      {hint !== undefined && (
        <p id={`${id}-hint`} className="hint">
          {hint}
        </p>
      )}
      <FieldFault id={`${id}-fault`} message={error} />
      {long ? <textarea rows={5} {...shared} /> : <input type="text" {...shared} />}
    </div>
  );
}
