import { SystemStatus } from '@pmp/contracts/system-status';
import { answer } from '../../trpc/answer.ts';
import { publicProcedure } from '../../trpc/init.ts';
import { getStatus } from './get-status.ts';

export const publicStatus = publicProcedure
  .output(answer(SystemStatus))
  .query(({ ctx }) => getStatus(ctx.deps));
