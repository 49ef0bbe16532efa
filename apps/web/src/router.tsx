import { RequestStatus } from '@pmp/contracts/lifecycle';
import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  parseSearchWith,
  redirect,
  stringifySearchWith,
} from '@tanstack/react-router';
import { LandingScreen } from './screens/landing/landing-screen.tsx';
import { NotFoundScreen } from './screens/not-found/not-found-screen.tsx';
import { RouteProblem } from './screens/not-found/route-problem.tsx';
import { type ReportStep, reportSteps } from './screens/report/report-steps.ts';
import { SignedOutScreen } from './screens/sign-in/signed-out-screen.tsx';
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
  validateSearch: (search): { to?: string; login_hint?: string } => {
    const to = text(search['to']);
    const hint = text(search['login_hint']);
    return { ...(to !== undefined && { to }), ...(hint !== undefined && { login_hint: hint }) };
  },
  component: lazyRouteComponent(() => import('./screens/sign-in/sign-in-screen.tsx'), 'SignInScreen'),
});

const callback = createRoute({
  getParentRoute: () => root,
  path: '/callback',
  component: lazyRouteComponent(() => import('./screens/callback/callback-screen.tsx'), 'CallbackScreen'),
});

/** Screens that are somebody's own. The address stays, so that a sign-in comes back to it. */
const own = createRoute({
  getParentRoute: () => root,
  id: 'own',
  component: function Own() {
    return useSession().kind === 'anonymous' ? <SignedOutScreen /> : <Outlet />;
  },
});

const requests = createRoute({
  getParentRoute: () => own,
  path: '/requests',
  validateSearch: (search): { status?: RequestStatus } => {
    const status = RequestStatus.safeParse(search['status']);
    return status.success ? { status: status.data } : {};
  },
  component: lazyRouteComponent(() => import('./screens/requests/requests-screen.tsx'), 'RequestsScreen'),
});

/** Open to everybody: only sending asks who it is. */
const report = createRoute({
  getParentRoute: () => root,
  path: '/requests/new',
  validateSearch: (search): { step?: ReportStep } => {
    const step = reportSteps.find((name) => name === search['step']);
    return step === undefined ? {} : { step };
  },
  component: lazyRouteComponent(() => import('./screens/report/report-screen.tsx'), 'ReportScreen'),
});

const request = createRoute({
  getParentRoute: () => own,
  path: '/requests/$id',
  component: lazyRouteComponent(() => import('./screens/request/request-screen.tsx'), 'RequestScreen'),
});

const sent = createRoute({
  getParentRoute: () => own,
  path: '/requests/$id/sent',
  component: lazyRouteComponent(() => import('./screens/report/sent-screen.tsx'), 'SentScreen'),
});

const edit = createRoute({
  getParentRoute: () => own,
  path: '/requests/$id/edit',
  component: lazyRouteComponent(() => import('./screens/request/edit-screen.tsx'), 'EditScreen'),
});

const properties = createRoute({
  getParentRoute: () => own,
  path: '/properties',
  component: lazyRouteComponent(
    () => import('./screens/properties/properties-screen.tsx'),
    'PropertiesScreen',
  ),
});

const newProperty = createRoute({
  getParentRoute: () => own,
  path: '/properties/new',
  component: lazyRouteComponent(
    () => import('./screens/properties/new-property-screen.tsx'),
    'NewPropertyScreen',
  ),
});

const editProperty = createRoute({
  getParentRoute: () => own,
  path: '/properties/$id/edit',
  component: lazyRouteComponent(
    () => import('./screens/properties/edit-property-screen.tsx'),
    'EditPropertyScreen',
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
