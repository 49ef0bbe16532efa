import { onlineManager } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';

const subscribe = (listener: () => void) => onlineManager.subscribe(listener);
const read = () => onlineManager.isOnline();

// TanStack assumes a connection at start; the browser knows better.
onlineManager.setOnline(navigator.onLine);

export const useOnline = (): boolean => useSyncExternalStore(subscribe, read);
