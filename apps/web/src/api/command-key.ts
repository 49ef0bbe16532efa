import { newKey } from '@pmp/client';
import { useRef } from 'react';

/** One key per intention: the same contents sent again carry the same key, changed contents a new one. */
export const useCommandKey = (): ((payload: object) => string) => {
  const last = useRef<{ payload: string; key: string }>(undefined);
  return (contents) => {
    const payload = JSON.stringify(contents);
    if (last.current?.payload !== payload) last.current = { payload, key: newKey() };
    return last.current.key;
  };
};
