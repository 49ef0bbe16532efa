import { RequestStatus } from '@pmp/contracts/lifecycle';
import {
  createRootRoute,
  createRoute,
  createRouter,
  Outlet,
  parseSearchWith,
  redirect,
  stringifySearchWith,
} from '@tanstack/react-router';
import { LandingScreen } from './screens/landing/landing-screen.tsx';
import { NotFoundScreen } from './screens/not-found/not-found-screen.tsx';
import { RouteProblem } from './screens/not-found/route-problem.tsx';
import { type ReportStep, reportSteps } from './screens/report/report-steps.ts';
import { screen } from './screens/screen.tsx';
import { SignedOutScreen } from './screens/sign-in/signed-out-screen.tsx';
import { SilentSignIn } from './screens/sign-in/silent-sign-in.tsx';
import { currentSession } from './session/session.ts';
import { useSession } from './session/use-session.ts';
import { Shell } from './ui/shell.tsx';

const root = createRootRoute({
  component: Shell,
  notFoundComponent: NotFoundScreen,
  errorComponent: RouteProblem,
});

const landing = createRoute({
  getParentRoute: () => root,
  path: '/',
  beforeLoad: () => {
    if (currentSession().kind === 'signed-in') throw redirect({ to: '/requests', replace: true });
  },
  component: LandingScreen,
});

const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: (search): { to?: string | undefined; login_hint?: string | undefined } => ({
    to: text(search['to']),
    login_hint: text(search['login_hint']),
  }),
  component: screen('SignInScreen', () => import('./screens/sign-in/sign-in-screen.tsx')),
});

const callback = createRoute({
  getParentRoute: () => root,
  path: '/callback',
  component: screen('CallbackScreen', () => import('./screens/callback/callback-screen.tsx')),
});

/** Screens that are somebody's own. The address stays, so that a sign-in comes back to it. */
const own = createRoute({
  getParentRoute: () => root,
  id: 'own',
  component: function Own() {
    if (useSession().kind !== 'anonymous') return <Outlet />;
    return (
      <SilentSignIn>
        <SignedOutScreen />
      </SilentSignIn>
    );
  },
});

const requests = createRoute({
  getParentRoute: () => own,
  path: '/requests',
  // What does not fit is said to be undefined: left out, the router would hand on what the address has.
  validateSearch: (search): { status?: RequestStatus | undefined } => ({
    status: RequestStatus.safeParse(search['status']).data,
  }),
  component: screen('RequestsScreen', () => import('./screens/requests/requests-screen.tsx')),
});

/** Open to everybody: only sending asks who it is. */
const report = createRoute({
  getParentRoute: () => root,
  path: '/requests/new',
  validateSearch: (search): { step?: ReportStep | undefined } => ({
    step: reportSteps.find((name) => name === search['step']),
  }),
  component: screen('ReportScreen', () => import('./screens/report/report-screen.tsx')),
});

const request = createRoute({
  getParentRoute: () => own,
  path: '/requests/$id',
  component: screen('RequestScreen', () => import('./screens/request/request-screen.tsx')),
});

const sent = createRoute({
  getParentRoute: () => own,
  path: '/requests/$id/sent',
  component: screen('SentScreen', () => import('./screens/report/sent-screen.tsx')),
});

const edit = createRoute({
  getParentRoute: () => own,
  path: '/requests/$id/edit',
  component: screen('EditScreen', () => import('./screens/request/edit-screen.tsx')),
});

const properties = createRoute({
  getParentRoute: () => own,
  path: '/properties',
  component: screen('PropertiesScreen', () => import('./screens/properties/properties-screen.tsx')),
});

const newProperty = createRoute({
  getParentRoute: () => own,
  path: '/properties/new',
  component: screen('NewPropertyScreen', () => import('./screens/properties/new-property-screen.tsx')),
});

const editProperty = createRoute({
  getParentRoute: () => own,
  path: '/properties/$id/edit',
  component: screen('EditPropertyScreen', () => import('./screens/properties/edit-property-screen.tsx')),
});

const routeTree = root.addChildren([
  landing,
  signIn,
  callback,
  report,
  own.addChildren([requests, request, sent, edit, properties, newProperty, editProperty]),
]);

export const router = createRouter({
  routeTree,
  // Inside the shell: the person can go elsewhere.
  defaultErrorComponent: RouteProblem,
  defaultPreload: 'intent',
  defaultPendingMs: 150,
  scrollRestoration: true,
  // All of our parameters are text. Read as JSON, a sign-in's state such as 12e34 would come back as another number.
  parseSearch: parseSearchWith((value) => value),
  stringifySearch: stringifySearchWith(String),
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
