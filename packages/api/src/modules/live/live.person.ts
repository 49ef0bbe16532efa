import { personProcedure, router } from '../../trpc/init.ts';
import { followFeed } from './follow-feed.ts';

export const personLive = router({
  feed: personProcedure.subscription(({ ctx, signal }) => followFeed(ctx.deps, ctx.principal, signal)),
});
