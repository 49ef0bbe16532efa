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
  component: screen(() =>
    import('./screens/sign-in/sign-in-screen.tsx').then(({ SignInScreen }) => SignInScreen),
  ),
});

const callback = createRoute({
  getParentRoute: () => root,
  path: '/callback',
  component: screen(() =>
    import('./screens/callback/callback-screen.tsx').then(({ CallbackScreen }) => CallbackScreen),
  ),
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
  component: screen(() =>
    import('./screens/requests/requests-screen.tsx').then(({ RequestsScreen }) => RequestsScreen),
  ),
});

/** Open to everybody: only sending asks who it is. */
const report = createRoute({
  getParentRoute: () => root,
  path: '/requests/new',
  validateSearch: (search): { step?: ReportStep | undefined } => ({
    step: reportSteps.find((name) => name === search['step']),
  }),
  component: screen(() =>
    import('./screens/report/report-screen.tsx').then(({ ReportScreen }) => ReportScreen),
  ),
});

const request = createRoute({
  getParentRoute: () => own,
  path: '/requests/$id',
  component: screen(() =>
    import('./screens/request/request-screen.tsx').then(({ RequestScreen }) => RequestScreen),
  ),
});

const sent = createRoute({
  getParentRoute: () => own,
  path: '/requests/$id/sent',
  component: screen(() => import('./screens/report/sent-screen.tsx').then(({ SentScreen }) => SentScreen)),
});

const edit = createRoute({
  getParentRoute: () => own,
  path: '/requests/$id/edit',
  component: screen(() => import('./screens/request/edit-screen.tsx').then(({ EditScreen }) => EditScreen)),
});

const properties = createRoute({
  getParentRoute: () => own,
  path: '/properties',
  component: screen(() =>
    import('./screens/properties/properties-screen.tsx').then(({ PropertiesScreen }) => PropertiesScreen),
  ),
});

const newProperty = createRoute({
  getParentRoute: () => own,
  path: '/properties/new',
  component: screen(() =>
    import('./screens/properties/new-property-screen.tsx').then(({ NewPropertyScreen }) => NewPropertyScreen),
  ),
});

const editProperty = createRoute({
  getParentRoute: () => own,
  path: '/properties/$id/edit',
  component: screen(() =>
    import('./screens/properties/edit-property-screen.tsx').then(
      ({ EditPropertyScreen }) => EditPropertyScreen,
    ),
  ),
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
