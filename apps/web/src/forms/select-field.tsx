import type { ReactElement } from 'react';
import type { UseFormRegisterReturn } from 'react-hook-form';
import { FieldFault } from './field-fault.tsx';
import { fieldId } from './form-errors.ts';

export function SelectField({
  label,
  registration,
  options,
  error,
}: {
  label: string;
  registration: UseFormRegisterReturn;
  options: readonly { value: string; name: string }[];
  error: string | undefined;
}): ReactElement {
  const id = fieldId(registration.name);
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <FieldFault id={`${id}-fault`} message={error} />
      <select
        {...registration}
        id={id}
        className="input"
        aria-invalid={error !== undefined}
        aria-describedby={error === undefined ? undefined : `${id}-fault`}
      >
        {options.map(({ value, name }) => (
          <option key={value} value={value}>
            {name}
          </option>
        ))}
      </select>
    </div>
  );
}
