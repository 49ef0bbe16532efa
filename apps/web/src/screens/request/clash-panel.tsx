import { type ReactElement, useEffect, useRef } from 'react';
import type { UseFormReturn } from 'react-hook-form';
import { useCategoryName } from '../../api/categories.ts';
import { TimeAgo } from '../../ui/time-ago.tsx';
import { priorityWords } from '../../words/status.ts';
import { type EditField, type EditValues, editLabels } from './edit-values.ts';
import type { Clash } from './use-edit.ts';

/** Both values of each field that was changed twice, and the choice between them. Nothing is overwritten unseen. */
export function ClashPanel({ clash, form }: { clash: Clash; form: UseFormReturn<EditValues> }): ReactElement {
  const ref = useRef<HTMLElement>(null);
  const categoryName = useCategoryName();
  useEffect(() => ref.current?.focus(), [clash]);
  const words = (field: EditField, values: EditValues): string => {
    if (field === 'priority') return priorityWords[values.priority].word;
    if (field === 'category') {
      return categoryName(values.category);
    }
    return values[field];
  };
  return (
    <section ref={ref} tabIndex={-1} role="alert" className="summary grid gap-4" aria-labelledby="clash">
      <h2 id="clash">This request has changed while you were writing</h2>
      <p>
        It was changed <TimeAgo at={clash.now.updatedAt} />.{' '}
        {clash.fields.length === 0
          ? 'Nothing that you changed was touched. Look it over and save again.'
          : 'Choose what to keep, then save again.'}
      </p>
      {clash.fields.map((field) => (
        <fieldset key={field} className="field">
          <legend>{editLabels[field]}</legend>
          <div className="choices two">
            {[
              { name: 'Yours', values: clash.mine },
              { name: 'Saved meanwhile', values: clash.now },
            ].map(({ name, values }, index) => (
              <label key={name} className="choice">
                <input
                  type="radio"
                  name={`clash-${field}`}
                  defaultChecked={index === 0}
                  onChange={() => form.setValue(field, values[field])}
                />
                <span className="choice-name">
                  {name}
                  <span className="choice-about whitespace-pre-line">{words(field, values)}</span>
                </span>
              </label>
            ))}
          </div>
        </fieldset>
      ))}
    </section>
  );
}
