import * as z from 'zod/mini';

/** What `live.feed` sends: for now only that the stream is alive, at its start and every 15 s. */
export const FeedEvent = z.strictObject({
  topic: z.enum(['ping']),
  at: z.date(),
});
export type FeedEvent = z.infer<typeof FeedEvent>;
