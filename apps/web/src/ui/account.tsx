import { type ReactElement, useRef } from 'react';
import { signOut } from '../session/sign-out.ts';
import type { Person } from '../session/stored-user.ts';

const initials = (name: string): string =>
  name
    .split(/\s+/)
    .slice(0, 2)
    .map((part) => part.charAt(0).toUpperCase())
    .join('');

/** Who is signed in, and the way out. */
export function Account({ person }: { person: Person }): ReactElement {
  const ref = useRef<HTMLDetailsElement>(null);
  return (
    <details
      ref={ref}
      className="account"
      onKeyDown={({ key }) => {
        if (key !== 'Escape' || !ref.current?.open) return;
        ref.current.open = false;
        ref.current.querySelector('summary')?.focus();
      }}
      onBlur={({ relatedTarget }) => {
        if (ref.current && relatedTarget !== null && !ref.current.contains(relatedTarget))
          ref.current.open = false;
      }}
    >
      <summary>
        <span className="monogram" aria-hidden="true">
          {initials(person.name)}
        </span>
        <span className="sr-only">Account of </span>
        <span className="account-name">{person.name}</span>
      </summary>
      <div className="account-sheet">
        <p>
          Signed in as <strong>{person.name}</strong>
        </p>
        <button type="button" className="button" onClick={() => void signOut()}>
          Sign out
        </button>
      </div>
    </details>
  );
}
