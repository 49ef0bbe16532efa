import type { MutationKey } from '@tanstack/react-query';
import { queryClient } from './query-client.ts';

/** Is such a write under way? Known at once; a form's own `isPending` comes only with the next drawing, after a double click. */
export const isSending = (mutationKey: MutationKey): boolean => queryClient.isMutating({ mutationKey }) > 0;
