import { queryClient } from '../api/query-client.ts';
import { endEverywhere } from './session.ts';
import { forgetUser } from './stored-user.ts';

/** Signs out here and at the issuer. All of the person's tabs end, also when that cannot be reached. */
export const signOut = async (): Promise<void> => {
  endEverywhere();
  queryClient.clear();
  try {
    const { leaveToSignOut } = await import('./oidc.ts');
    await leaveToSignOut();
  } catch {
    forgetUser(sessionStorage);
    location.assign('/');
  }
};
