import { Fragment, type ReactElement, type ReactNode } from 'react';
import type { UseFormRegisterReturn } from 'react-hook-form';
import { Icon, type IconName } from '../ui/icon.tsx';
import { FieldFault } from './field-fault.tsx';
import { fieldId } from './form-errors.ts';

export interface Choice {
  value: string;
  name: string;
  about?: string;
  icon?: IconName;
  /** Stands right below the card, across all columns. */
  below?: ReactNode;
}

/** Radio buttons as cards, each a target for a thumb. The summary's link leads to the first. */
export function ChoiceField({
  legend,
  registration,
  choices,
  error,
  columns = 'one',
  legendHidden = false,
}: {
  legend: string;
  registration: UseFormRegisterReturn;
  choices: readonly Choice[];
  error: string | undefined;
  columns?: 'one' | 'two' | 'four';
  legendHidden?: boolean;
}): ReactElement {
  const id = fieldId(registration.name);
  return (
    <fieldset className="field" {...(error !== undefined && { 'aria-describedby': `${id}-fault` })}>
      <legend className={legendHidden ? 'sr-only' : undefined}>{legend}</legend>
      <FieldFault id={`${id}-fault`} message={error} />
      <div className={`choices ${columns}`}>
        {choices.map(({ value, name, about, icon, below }, index) => (
          <Fragment key={value}>
            <label className="choice">
              <input type="radio" value={value} {...registration} {...(index === 0 && { id })} />
              <span>
                <span className="choice-name">{name}</span>
                {about !== undefined && <span className="choice-about">{about}</span>}
              </span>
              {icon !== undefined && <Icon name={icon} />}
            </label>
            {below !== undefined && <div className="choice-below">{below}</div>}
          </Fragment>
        ))}
      </div>
    </fieldset>
  );
}
