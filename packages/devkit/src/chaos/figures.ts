import type { Figure } from './figure.ts';
import { sigkill } from './figures/sigkill.ts';

/** Every promise that can be measured, in the order in which they are. */
export const figures: readonly Figure[] = [sigkill];
