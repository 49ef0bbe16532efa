import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { problemOf } from '../api/problem.ts';
import { signOut } from '../session/sign-out.ts';
import { useSession } from '../session/use-session.ts';
import { Icon, type IconName } from './icon.tsx';
import { SignInButton } from './sign-in-button.tsx';

const icons: Record<ReturnType<typeof problemOf>['kind'], IconName> = {
  'not-allowed': 'person',
  'not-found': 'info',
  'signed-out': 'person',
  unreachable: 'offline',
  other: 'alert',
};

/** Shown in place of what could not be read: what happened, what to do, and what to quote when asking for help. */
export function ProblemPanel({ error, onRetry }: { error: unknown; onRetry: () => void }): ReactElement {
  const { kind, text, requestId } = problemOf(error);
  return (
    <div className="panel grid justify-items-start gap-3" role="alert">
      <p className="flex gap-2 text-lg font-semibold">
        <Icon name={icons[kind]} />
        {text}
      </p>
      {kind === 'not-allowed' && <NotAllowed />}
      {kind === 'signed-out' && <SignInButton>Sign in again</SignInButton>}
      {kind === 'not-found' && (
        <Link className="button" to="/requests">
          Go to my requests
        </Link>
      )}
      {(kind === 'unreachable' || kind === 'other') && (
        <button type="button" className="button" onClick={onRetry}>
          Try again
        </button>
      )}
      {requestId !== undefined && (
        <p className="hint">
          When you ask for help, quote <span className="mono">{requestId}</span>.
        </p>
      )}
    </div>
  );
}

function NotAllowed(): ReactElement {
  const session = useSession();
  const name = session.kind === 'anonymous' ? 'somebody else' : session.person.name;
  return (
    <>
      <p>
        Only a <strong>homeowner</strong> can report and follow requests here. You are signed in as {name},
        who has another role.
      </p>
      <button type="button" className="button primary" onClick={() => void signOut()}>
        Sign out
      </button>
    </>
  );
}
