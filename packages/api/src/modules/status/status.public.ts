import { SystemStatus } from '@pmp/contracts/system-status';
import { publicProcedure } from '../../trpc/init.ts';
import { getStatus } from './get-status.ts';

export const publicStatus = publicProcedure.output(SystemStatus).query(({ ctx }) => getStatus(ctx.deps));
