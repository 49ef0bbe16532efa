import type { ReactElement } from 'react';
import { Heading } from '../../ui/heading.tsx';
import { SignInButton } from '../../ui/sign-in-button.tsx';

/** In place of a screen that is somebody's own. Its address stays, so the sign-in leads back to it. */
export function SignedOutScreen(): ReactElement {
  return (
    <div className="page grid justify-items-start gap-4">
      <Heading>Sign in to see this page</Heading>
      <p className="lead">You are signed out. After signing in you come straight back here.</p>
      <SignInButton />
    </div>
  );
}
