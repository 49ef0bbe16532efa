import type { Figure } from './figure.ts';
import { acceptRaces } from './figures/accept-races.ts';
import { canaries } from './figures/canaries.ts';
import { injection } from './figures/injection.ts';
import { issuerFaults } from './figures/issuer-faults.ts';
import { junkKids } from './figures/junk-kids.ts';
import { keyRotation } from './figures/key-rotation.ts';
import { movesSigkill } from './figures/moves-sigkill.ts';
import { races } from './figures/races.ts';
import { rawFuzz } from './figures/raw-fuzz.ts';
import { sigkill } from './figures/sigkill.ts';
import { sigterm } from './figures/sigterm.ts';
import { stalledDatabase } from './figures/stalled-database.ts';
import { tokenTable } from './figures/token-cases.ts';
import { windowRaces } from './figures/window-races.ts';

/** Every promise that can be measured, in the order in which they are. */
export const figures: readonly Figure[] = [
  tokenTable,
  keyRotation,
  junkKids,
  issuerFaults,
  sigkill,
  movesSigkill,
  races,
  acceptRaces,
  windowRaces,
  stalledDatabase,
  sigterm,
  injection,
  canaries,
  rawFuzz,
];
