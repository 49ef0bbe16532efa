import { Link, Outlet } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useSession } from '../session/use-session.ts';
import { Account } from './account.tsx';
import { Banners } from './banners.tsx';
import { Icon } from './icon.tsx';
import { SignInButton } from './sign-in-button.tsx';
import { ThemeSwitch } from './theme-switch.tsx';

/** What stands around every screen. */
export function Shell(): ReactElement {
  const session = useSession();
  return (
    <div className="shell">
      <a className="skip" href="#main">
        Skip to the content
      </a>
      <header className="masthead">
        <div className="masthead-row">
          <Link to="/" className="brand">
            <img src="/favicon.svg" alt="" />
            Property Maintenance
          </Link>
          {session.kind !== 'anonymous' && <Tabs />}
          {session.kind !== 'anonymous' ? (
            <Account person={session.person} />
          ) : (
            <span className="account">
              <SignInButton kind="plain" />
            </span>
          )}
        </div>
      </header>
      <Banners />
      <main id="main" tabIndex={-1} className="main">
        <Outlet />
      </main>
      <footer className="footer">
        <div className="footer-row">
          <p>In danger? Leave, and call your emergency number first.</p>
          <ThemeSwitch />
        </div>
      </footer>
    </div>
  );
}

function Tabs(): ReactElement {
  return (
    <nav className="tabs" aria-label="Main">
      <Link to="/requests" className="tab" activeOptions={{ exact: true, includeSearch: false }}>
        <Icon name="list" />
        My requests
      </Link>
      <Link to="/requests/new" className="tab leading" activeOptions={{ includeSearch: false }}>
        <Icon name="plus" />
        Report
      </Link>
      <Link to="/properties" className="tab">
        <Icon name="home" />
        Properties
      </Link>
    </nav>
  );
}
