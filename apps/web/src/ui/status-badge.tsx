import type { RequestStatus } from '@pmp/contracts/lifecycle';
import type { ReactElement } from 'react';
import { statusWords } from '../words/status.ts';
import { Icon } from './icon.tsx';

export function StatusBadge({ status }: { status: RequestStatus }): ReactElement {
  const { word, icon, tone } = statusWords[status];
  return (
    <span className={`badge tone-${tone}`}>
      <Icon name={icon} />
      {word}
    </span>
  );
}
