import { type ReactElement, useState } from 'react';

/** Leaves for the issuer and comes back to the page it is on, or to `to`. */
export function SignInButton({
  children = 'Sign in',
  kind = 'primary',
  to,
}: {
  children?: string;
  kind?: 'primary' | 'plain';
  to?: string;
}): ReactElement {
  const [state, setState] = useState<'idle' | 'leaving' | 'failed'>('idle');
  const leave = async () => {
    setState('leaving');
    try {
      const { leaveToSignIn } = await import('../session/oidc.ts');
      await leaveToSignIn(to ?? location.pathname + location.search);
    } catch {
      setState('failed');
    }
  };
  return (
    <>
      <button
        type="button"
        className={`button ${kind}`}
        aria-disabled={state === 'leaving'}
        onClick={() => {
          if (state !== 'leaving') void leave();
        }}
      >
        {state === 'leaving' ? 'Opening sign-in…' : children}
      </button>
      <span role="status" className="basis-full empty:hidden">
        {state === 'failed' ? 'The sign-in page can’t be reached right now. Try again.' : ''}
      </span>
    </>
  );
}
