import type { Principal } from '../../src/auth/principal.ts';
import { hexId, later } from './unique.ts';

export const aPrincipal = (overrides: Partial<Principal> = {}): Principal => ({
  userId: hexId(),
  roles: ['homeowner'],
  expiresAt: later(3600),
  ...overrides,
});
