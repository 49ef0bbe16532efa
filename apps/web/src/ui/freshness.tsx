import type { ReactElement } from 'react';
import { useOnline } from '../api/use-online.ts';
import { clockTime } from '../words/relative-time.ts';
import { Icon } from './icon.tsx';
import { Note } from './note.tsx';

/** When what is shown may be old: since when, and why. Nothing while all is well. */
export function Freshness({
  at,
  failed,
  onRetry,
}: {
  at: number;
  failed: boolean;
  onRetry: () => void;
}): ReactElement {
  const online = useOnline();
  const since = at > 0 ? ` This is how it was at ${clockTime(new Date(at))}.` : '';
  return (
    <div role="status" className="empty:hidden">
      {!online && at > 0 && (
        <p className="hint flex items-center gap-2">
          <Icon name="clock" />
          Last updated at {clockTime(new Date(at))}
        </p>
      )}
      {online && failed && (
        <Note tone="amber" icon="alert">
          We could not check for news.{since}{' '}
          <button type="button" className="button plain" onClick={onRetry}>
            Try again
          </button>
        </Note>
      )}
    </div>
  );
}
