import { type ReactElement, useEffect, useState } from 'react';
import { useOnline } from '../../api/use-online.ts';
import { Heading } from '../../ui/heading.tsx';

const serverAnswers = (): Promise<boolean> =>
  fetch('/config.json', { cache: 'no-store' }).then(
    ({ ok }) => ok,
    () => false,
  );

/** In place of a screen whose file did not come. It comes by itself once there is a connection again. */
export function MissingScreen({
  fetchIt,
  onFetched,
}: {
  fetchIt: () => Promise<void>;
  onFetched: () => void;
}): ReactElement {
  const online = useOnline();
  const [state, setState] = useState<'idle' | 'trying' | 'failed'>('idle');
  useEffect(() => {
    if (online) fetchIt().then(onFetched, () => {});
  }, [online, fetchIt, onFetched]);
  const tryAgain = async () => {
    setState('trying');
    try {
      await fetchIt();
      onFetched();
    } catch {
      // The server is there and the file is not: the app has been updated, and a reload brings the new one.
      if (await serverAnswers()) location.reload();
      else setState('failed');
    }
  };
  return (
    <div className="page grid justify-items-start gap-4">
      <Heading>This page could not be loaded</Heading>
      <p>
        {online
          ? 'The connection may have dropped, or the app has been updated. What you typed is kept.'
          : 'You are offline. The page opens by itself when you are back online; what you typed is kept.'}
      </p>
      <button
        type="button"
        className="button primary"
        aria-disabled={state === 'trying'}
        onClick={() => {
          if (state !== 'trying') void tryAgain();
        }}
      >
        {state === 'trying' ? 'Trying…' : 'Try again'}
      </button>
      <p role="status" className="empty:hidden">
        {state === 'failed' ? 'It still can’t be loaded.' : ''}
      </p>
    </div>
  );
}
