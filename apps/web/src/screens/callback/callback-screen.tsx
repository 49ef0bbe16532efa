import { useNavigate } from '@tanstack/react-router';
import { type ReactElement, useEffect, useState } from 'react';
import { queryClient } from '../../api/query-client.ts';
import { finishSignIn } from '../../session/oidc.ts';
import { safeReturn } from '../../session/return-path.ts';
import { beginSession, isKnownHere } from '../../session/session.ts';
import { Heading } from '../../ui/heading.tsx';
import { SignInButton } from '../../ui/sign-in-button.tsx';

// The code in the address works once, also when React runs an effect twice.
let finishing: Promise<string> | undefined;

/** Back from the issuer. */
export function CallbackScreen(): ReactElement {
  const navigate = useNavigate();
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    finishing ??= finishSignIn(isKnownHere);
    finishing
      .then((to) => {
        queryClient.clear();
        beginSession();
        return navigate({ href: safeReturn(to, location.origin), replace: true });
      })
      .catch(() => setFailed(true))
      .finally(() => {
        finishing = undefined;
      });
  }, [navigate]);
  return (
    <div className="page grid justify-items-start gap-4">
      <Heading>{failed ? 'You are not signed in' : 'Signing you in…'}</Heading>
      {failed && (
        <>
          <p>The sign-in was cancelled, or it took too long. Nothing that you typed is lost.</p>
          <SignInButton to="/requests">Sign in again</SignInButton>
        </>
      )}
    </div>
  );
}
