import { getRouteApi } from '@tanstack/react-router';
import { type ReactElement, useEffect, useState } from 'react';
import { leaveToSignIn } from '../../session/oidc.ts';
import { safeReturn } from '../../session/return-path.ts';
import { Heading } from '../../ui/heading.tsx';
import { SignInButton } from '../../ui/sign-in-button.tsx';

const route = getRouteApi('/sign-in');

/** A link that signs in at once: `/sign-in?login_hint=hannah&to=/requests/new`. */
export function SignInScreen(): ReactElement {
  const { to, login_hint: hint } = route.useSearch();
  const target = safeReturn(to, location.origin);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    leaveToSignIn(target, { hint }).catch(() => setFailed(true));
  }, [target, hint]);
  return (
    <div className="page grid justify-items-start gap-4">
      <Heading>{failed ? 'Sign-in can’t be reached' : 'Opening sign-in…'}</Heading>
      {failed && (
        <>
          <p>The sign-in page does not answer. Check your connection and try again.</p>
          <SignInButton to={target} />
        </>
      )}
    </div>
  );
}
