import type { ReactElement } from 'react';
import { useOnline } from '../api/use-online.ts';
import { useSession } from '../session/use-session.ts';
import { Icon } from './icon.tsx';
import { SignInButton } from './sign-in-button.tsx';

/** What concerns every screen: no connection, a sign-in that ran out. The regions stand from the start, so that they speak. */
export function Banners(): ReactElement {
  const online = useOnline();
  const session = useSession();
  return (
    <>
      <div role="status">
        {!online && (
          <p className="banner tone-amber">
            <Icon name="offline" />
            You are offline. What you see may be old; what you type is kept.
          </p>
        )}
      </div>
      <div role="alert">
        {session.kind === 'ended' && (
          <div className="banner flex-wrap tone-red">
            <span>Your sign-in has ended. Nothing that you typed is lost.</span>
            <SignInButton kind="plain">Sign in again</SignInButton>
          </div>
        )}
      </div>
    </>
  );
}
