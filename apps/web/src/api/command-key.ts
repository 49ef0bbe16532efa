import { newKey } from '@pmp/client';
import { useRef } from 'react';

/** What was sent last, and under which key. */
export interface Sent {
  payload: string;
  key: string;
}

/** Where it is kept over a reload. */
export interface SentStore {
  kept: Sent | undefined;
  keep(sent: Sent): void;
}

/** One key per intention: the same contents sent again carry the same key, changed contents a new one. */
export const useCommandKey = (store?: SentStore): ((payload: object) => string) => {
  const last = useRef(store?.kept);
  return (contents) => {
    const payload = JSON.stringify(contents);
    if (last.current?.payload === payload) return last.current.key;
    last.current = { payload, key: newKey() };
    store?.keep(last.current);
    return last.current.key;
  };
};
