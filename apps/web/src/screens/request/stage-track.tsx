import type { RequestStatus } from '@pmp/contracts/lifecycle';
import type { ReactElement } from 'react';
import { stageOf, stages } from '../../words/next-step.ts';

/** How far along it is. A request that is paused or ended without a repair has no place on the way. */
export function StageTrack({ status }: { status: RequestStatus }): ReactElement | null {
  const at = stageOf(status);
  if (at === undefined) return null;
  return (
    <ol className="track" aria-label="The way to a repair">
      {stages.map((stage, index) => (
        <li
          key={stage}
          data-stage={index < at ? 'done' : index === at ? 'now' : 'ahead'}
          aria-current={index === at ? 'step' : undefined}
        >
          {stage}
          <span className="sr-only">{index < at ? ', done' : index === at ? ', now' : ''}</span>
        </li>
      ))}
    </ol>
  );
}
