import type { SystemStatus } from '@pmp/contracts/system-status';
import type { Clock } from '../../kernel/clock.ts';

export const getStatus = (deps: { clock: Clock; version: string }): SystemStatus => ({
  status: 'ok',
  version: deps.version,
  time: deps.clock.now(),
});
