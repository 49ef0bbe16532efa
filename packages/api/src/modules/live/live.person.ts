import { protectedProcedure, router } from '../../trpc/init.ts';
import { followFeed } from './follow-feed.ts';

export const personLive = router({
  feed: protectedProcedure.subscription(({ ctx, signal }) => followFeed(ctx.deps, ctx.principal, signal)),
});
