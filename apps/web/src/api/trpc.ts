import type { AppRouter } from '@pmp/api';
import { createPmpClient } from '@pmp/client';
import { createTRPCOptionsProxy } from '@trpc/tanstack-react-query';
import { currentToken, endSession } from '../session/session.ts';
import { queryClient } from './query-client.ts';

/** Every procedure as options for TanStack Query. */
export const trpc = createTRPCOptionsProxy<AppRouter>({
  client: createPmpClient({ url: '', getToken: currentToken, onSignedOut: endSession }),
  queryClient,
});
