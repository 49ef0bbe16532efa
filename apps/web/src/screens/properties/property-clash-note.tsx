import { type ReactElement, useEffect, useRef } from 'react';
import { Note } from '../../ui/note.tsx';
import { addressLines } from '../../words/address.ts';
import { kindWords } from '../../words/status.ts';
import { type PropertyField, type PropertyValues, propertyLabels } from './property-values.ts';
import type { PropertyClash } from './use-edit-property.ts';

const labels: Record<PropertyField, string> = { ...propertyLabels, address: 'Address' };

const wordsOf: Record<PropertyField, (saved: PropertyValues) => string> = {
  label: ({ label }) => label,
  kind: ({ kind }) => kindWords[kind],
  address: ({ address }) => addressLines(address).join(', '),
  accessNotes: ({ accessNotes }) => accessNotes || 'nothing',
};

/** What has become of the form after somebody else was faster, and what saving it would replace. */
export function PropertyClashNote({ clash }: { clash: PropertyClash }): ReactElement {
  const { fields, now } = clash;
  const ref = useRef<HTMLDivElement>(null);
  // It stands above the form, far from the button that was pressed.
  useEffect(() => ref.current?.focus(), [clash]);
  return (
    <div ref={ref} tabIndex={-1} role="alert">
      <Note tone="amber" icon="alert">
        <p>
          This property was changed elsewhere meanwhile. What you changed is kept below, the rest is as it is
          saved now. Look it over and save again.
        </p>
        {fields.length > 0 && (
          <>
            <p className="mt-2">Changed in both places, so that saving replaces what is saved now:</p>
            <dl className="mt-1 grid gap-1">
              {fields.map((field) => (
                <div key={field}>
                  <dt className="inline font-semibold">{labels[field]}: </dt>
                  <dd className="inline whitespace-pre-line">{wordsOf[field](now)}</dd>
                </div>
              ))}
            </dl>
          </>
        )}
      </Note>
    </div>
  );
}
