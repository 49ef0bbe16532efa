import type { AsyncRouteComponent } from '@tanstack/react-router';
import { type ComponentType, type ReactElement, useState } from 'react';
import { MissingScreen } from './not-found/missing-screen.tsx';

/**
 * A screen in a file of its own, which the router asks for before it shows it. When the file does not come, that is told
 * inside the shell. The router's own lazy components load the page again instead, which without a connection loses it.
 */
export const screen = (load: () => Promise<ComponentType>): AsyncRouteComponent<object> => {
  let Loaded: ComponentType | undefined;
  const fetchIt = async (): Promise<void> => {
    Loaded ??= await load();
  };
  function Screen(): ReactElement {
    const [, setTries] = useState(0);
    if (Loaded !== undefined) return <Loaded />;
    return <MissingScreen fetchIt={fetchIt} onFetched={() => setTries((tries) => tries + 1)} />;
  }
  return Object.assign(Screen, { preload: () => fetchIt().catch(() => {}) });
};
