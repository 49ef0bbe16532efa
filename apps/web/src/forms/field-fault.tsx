import type { ReactElement } from 'react';
import { Icon } from '../ui/icon.tsx';

export function FieldFault({
  id,
  message,
}: {
  id: string;
  message: string | undefined;
}): ReactElement | null {
  if (message === undefined) return null;
  return (
    <p id={id} className="field-error">
      <Icon name="alert" />
      <span>
        <span className="sr-only">Error: </span>
        {message}
      </span>
    </p>
  );
}
