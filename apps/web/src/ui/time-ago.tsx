import { type ReactElement, useSyncExternalStore } from 'react';
import { exactTime, relativeTime } from '../words/relative-time.ts';

const listeners = new Set<() => void>();
let minute = Date.now();
let ticking: ReturnType<typeof setInterval> | undefined;

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  ticking ??= setInterval(() => {
    minute = Date.now();
    for (const one of listeners) one();
  }, 60_000);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(ticking);
    ticking = undefined;
  };
};

/** How long ago; the exact moment is in the title and for machines. One clock drives all of them. */
export function TimeAgo({ at }: { at: Date }): ReactElement {
  const now = useSyncExternalStore(subscribe, () => minute);
  // The shared clock may be behind something that has just happened.
  const from = new Date(Math.max(now, at.getTime()));
  return (
    <time dateTime={at.toISOString()} title={exactTime(at)}>
      {relativeTime(at, from)}
    </time>
  );
}
