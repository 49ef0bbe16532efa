import { isPmpError } from '@pmp/client';
import { QueryClient } from '@tanstack/react-query';

/** The client's links repeat what may pass; a refusal stays one, so nothing is repeated here. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      retry: false,
      staleTime: 15_000,
      gcTime: 30 * 60_000,
      // Signed out, a refetch can only be refused again.
      refetchOnWindowFocus: ({ state }) => !isPmpError(state.error, 'signed_out'),
    },
    // A form decides itself what to do without a connection; a paused call would hang silently.
    mutations: { retry: false, networkMode: 'always' },
  },
});
