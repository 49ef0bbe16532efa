import * as z from 'zod/mini';

/** What `public.status` answers: that the service is up, and its clock. */
export const SystemStatus = z.strictObject({
  status: z.enum(['ok']),
  version: z.string().check(z.maxLength(40)),
  time: z.date(),
});
export type SystemStatus = z.infer<typeof SystemStatus>;
