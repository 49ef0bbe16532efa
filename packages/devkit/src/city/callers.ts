import { appRouter, type Composed, createCallerFactory, userIdOf } from '@pmp/api/server';
import type { Role } from '@pmp/contracts/role';
import { idsOf } from './ids.ts';

const call = createCallerFactory(appRouter);
export type Caller = ReturnType<typeof call>;

interface Options {
  deps: Composed['deps'];
  userNamespace: string;
  /** Later than anything that is done. */
  expiresAt: Date;
}

/** Everybody of the demo city, as callers of the procedures that people call. What is made is numbered under the label last given. */
export const createCallers = ({ deps, userNamespace, expiresAt }: Options) => {
  let ids = idsOf('');
  const current = { record: () => ids.record(), requestNumber: () => ids.requestNumber() };
  const known = new Map<string, Caller>();
  const callerAs = (role: Role, sub: string) => {
    const found = known.get(sub);
    if (found) return found;
    const made = call({
      deps: { ...deps, ids: current },
      principal: { userId: userIdOf(userNamespace, sub), roles: [role], expiresAt },
      requestId: 'demo-city',
    });
    known.set(sub, made);
    return made;
  };
  return {
    label: (label: string) => {
      ids = idsOf(label);
    },
    idOf: (sub: string) => userIdOf(userNamespace, sub),
    homeowner: (sub: string) => callerAs('homeowner', sub).homeowner,
    contractor: (sub: string) => callerAs('contractor', sub).contractor,
    official: (sub: string) => callerAs('official', sub).official,
  };
};
export type Callers = ReturnType<typeof createCallers>;
