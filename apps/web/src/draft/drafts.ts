import type { Session } from '../session/session.ts';
import { draftStore } from './draft-store.ts';

export const drafts = draftStore(localStorage);

/** Drafts belong to a person: who signs in next on this machine does not see them. */
export const draftKey = (session: Session, form: string): string =>
  session.kind === 'anonymous' ? `anyone.${form}` : `${session.person.sub}.${form}`;
