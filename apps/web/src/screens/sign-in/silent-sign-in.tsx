import { type ReactElement, type ReactNode, useEffect, useState } from 'react';
import { maySignInSilently, signInSilently } from '../../session/session.ts';
import { Heading } from '../../ui/heading.tsx';

/** For a tab in which nobody is signed in: takes over a sign-in of this browser first, and shows `children` when there is none. */
export function SilentSignIn({ children }: { children: ReactNode }): ReactElement {
  const [trying, setTrying] = useState(maySignInSilently);
  useEffect(() => {
    if (trying) signInSilently(location.pathname + location.search).catch(() => setTrying(false));
  }, [trying]);
  if (!trying) return <>{children}</>;
  return (
    <div className="page">
      <Heading>Signing you in…</Heading>
    </div>
  );
}
