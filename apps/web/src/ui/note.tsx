import type { ReactElement, ReactNode } from 'react';
import type { Tone } from '../words/status.ts';
import { Icon, type IconName } from './icon.tsx';

export function Note({
  tone,
  icon,
  children,
}: {
  tone: Tone;
  icon: IconName;
  children: ReactNode;
}): ReactElement {
  return (
    <div className={`note tone-${tone}`}>
      <Icon name={icon} />
      <div>{children}</div>
    </div>
  );
}
