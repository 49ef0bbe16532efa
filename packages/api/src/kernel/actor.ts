import type { Role } from '@pmp/contracts/role';

/** Who acts, in one role. `id` is our own opaque user id. */
export interface Actor<R extends Role = Role> {
  readonly role: R;
  readonly id: string;
}

export type Homeowner = Actor<'homeowner'>;
export type Contractor = Actor<'contractor'>;

/** The jurisdiction comes from our own records, never from the token; null while an operator has assigned none. */
export interface Official extends Actor<'official'> {
  readonly jurisdictionId: string | null;
}

/** The platform's own clock. It acts on what is due, in nobody's name. */
export interface System {
  readonly role: 'system';
  readonly id: string;
}

/** No person has its id. */
export const system: System = { role: 'system', id: '0'.repeat(24) };
