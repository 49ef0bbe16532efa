import { queryClient } from '../api/query-client.ts';
import { forgetUser } from './stored-user.ts';

/** Signs out here and at the issuer. When that cannot be reached, at least this tab forgets everything. */
export const signOut = async (): Promise<void> => {
  queryClient.clear();
  try {
    const { leaveToSignOut } = await import('./oidc.ts');
    await leaveToSignOut();
  } catch {
    forgetUser(sessionStorage);
    location.assign('/');
  }
};
