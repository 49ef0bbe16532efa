import { choosing } from './choosing.ts';
import { repairing } from './repairing.ts';
import type { Step } from './step.ts';

/** From a report to a repair that is paid for: every step through the client package, with a token of the role that takes it. */
export const reportToRepair: readonly Step[] = [...choosing, ...repairing];
