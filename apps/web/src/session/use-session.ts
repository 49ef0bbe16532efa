import { useSyncExternalStore } from 'react';
import { currentSession, type Session, subscribeSession } from './session.ts';

export const useSession = (): Session => useSyncExternalStore(subscribeSession, currentSession);
