import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { Heading } from '../../ui/heading.tsx';
import { Icon } from '../../ui/icon.tsx';
import { SignInButton } from '../../ui/sign-in-button.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';

const how = [
  {
    title: 'You report it',
    text: 'Say what is broken and where. It takes about two minutes, on a phone too.',
  },
  { title: 'Contractors quote', text: 'You compare what it costs and choose. The city keeps an eye on it.' },
  {
    title: 'It gets repaired',
    text: 'You see every step, who took it and what comes next, until it is done.',
  },
] as const;

export function LandingScreen(): ReactElement {
  return (
    <div className="page">
      <div className="hero">
        <div className="grid gap-6">
          <Heading title="Report and follow repairs">Something broken at home? Have it seen to.</Heading>
          <p className="lead">
            Report what is broken at your property, and follow the repair from the first word to the last
            screw.
          </p>
          <div className="actions">
            <SignInButton to="/requests">Sign in</SignInButton>
            <Link to="/requests/new" className="button">
              Report a problem
            </Link>
          </div>
          <p className="hint max-w-md">
            You can write a report without signing in. We ask who you are when you send it.
          </p>
        </div>
        <Example />
      </div>
      <section className="mt-8 grid gap-5" aria-labelledby="how">
        <h2 id="how">How it works</h2>
        <ol className="how">
          {how.map(({ title, text }, index) => (
            <li key={title}>
              <span className="mono text-soft" aria-hidden="true">
                {index + 1}
              </span>
              <h3 className="mt-1 mb-1 text-lg">{title}</h3>
              <p className="text-soft">{text}</p>
            </li>
          ))}
        </ol>
      </section>
    </div>
  );
}

/** What somebody gets for a report: drawn as their list will show it. */
function Example(): ReactElement {
  return (
    <figure className="grid gap-3">
      <div className="ticket">
        <div className="ticket-stub">
          <Icon name="drop" />
          <span className="mono">PM-4K7Q2M9X</span>
        </div>
        <div className="ticket-body">
          <p className="text-lg font-bold">Kitchen tap drips onto the floor</p>
          <p>
            <StatusBadge status="scheduled" />
          </p>
          <p className="ticket-next">A visit is agreed. Next, the contractor comes.</p>
        </div>
      </div>
      <figcaption className="hint">Each report gets a number and says what happens next.</figcaption>
    </figure>
  );
}
