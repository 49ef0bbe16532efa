import * as z from 'zod/mini';

/** The three parties of a case. A person may hold several; every call acts in exactly one. */
export const roles = ['homeowner', 'contractor', 'official'] as const;
export const Role = z.enum(roles);
export type Role = z.infer<typeof Role>;
