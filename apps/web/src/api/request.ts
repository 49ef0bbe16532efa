import { findListed } from './find-listed.ts';
import { trpc } from './trpc.ts';

/** One request; what a list knows of it is shown until the newest has come. */
export const requestQuery = (id: string) =>
  trpc.homeowner.requests.get.queryOptions({ id }, { placeholderData: () => findListed(id) });
