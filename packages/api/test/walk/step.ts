import type { Move, Mover } from '@pmp/contracts/lifecycle';
import type { Request } from '../../src/modules/request/request.ports.ts';
import type { World } from './world.ts';

/** One way in which somebody writes to a request, with inputs of any legal size. */
export interface Step {
  by: Mover;
  /** The move that it makes, or when it is likely to be taken where it makes none. */
  as: Move | ((request: Request) => boolean);
  make(world: World, request: Request, others: readonly string[]): Promise<unknown>;
}
