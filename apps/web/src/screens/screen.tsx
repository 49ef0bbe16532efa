import type { AsyncRouteComponent } from '@tanstack/react-router';
import { type ComponentType, type ReactElement, useState } from 'react';
import { MissingScreen } from './not-found/missing-screen.tsx';

/**
 * A screen in a file of its own, which the router asks for before it shows it. When the file does not come, that is told
 * inside the shell. The router's own lazy components load the page again instead, which without a connection loses it.
 */
export const screen = <Name extends string>(
  name: Name,
  load: () => Promise<Record<Name, ComponentType>>,
): AsyncRouteComponent<object> => {
  let Loaded: ComponentType | undefined;
  let missing: URL | undefined;
  let tries = 0;
  const loadAgain = (file: URL): Promise<Record<Name, ComponentType>> => {
    tries += 1;
    file.searchParams.set('try', String(tries));
    return import(/* @vite-ignore */ file.href);
  };
  const fetchIt = async (): Promise<void> => {
    if (Loaded !== undefined) return;
    try {
      const module = await (missing === undefined ? load() : loadAgain(missing));
      Loaded = module[name];
    } catch (error) {
      missing ??= fileIn(error);
      throw error;
    }
  };
  function Screen(): ReactElement {
    const [, setFetched] = useState(false);
    if (Loaded !== undefined) return <Loaded />;
    return <MissingScreen fetchIt={fetchIt} onFetched={() => setFetched(true)} />;
  }
  return Object.assign(Screen, { preload: () => fetchIt().catch(() => {}) });
};

/**
 * Which of our files did not come. Chromium remembers that for as long as the page lives and does not ask for it again (the
 * HTML standard's module map, whatwg/html#6768), but for the same file under another address. WebKit names no file, and asks.
 */
function fileIn(error: unknown): URL | undefined {
  const [address] = /https?:\/\/\S+/.exec(error instanceof Error ? error.message : '') ?? [];
  if (address === undefined || !URL.canParse(address)) return undefined;
  const file = new URL(address);
  return file.origin === location.origin ? file : undefined;
}
