import type { Role } from '@pmp/contracts/role';

/** Who acts, in one role. `id` is our own opaque user id. */
export interface Actor<R extends Role = Role> {
  readonly role: R;
  readonly id: string;
}

export type Homeowner = Actor<'homeowner'>;
export type Official = Actor<'official'>;
