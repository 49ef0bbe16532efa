import type { ReactElement } from 'react';
import { Heading } from '../../ui/heading.tsx';
import { speakPlainly } from '../../words/field-message.ts';
import { PropertyForm } from './property-form.tsx';
import { useNewProperty } from './use-new-property.ts';

speakPlainly();

export function NewPropertyScreen(): ReactElement {
  return (
    <div className="page">
      <div className="narrow grid gap-6">
        <Heading>Add a property</Heading>
        <PropertyForm {...useNewProperty()} />
      </div>
    </div>
  );
}
