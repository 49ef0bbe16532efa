import { appRouter, type Composed, createCallerFactory, userIdOf } from '@pmp/api/server';
import type { Role } from '@pmp/contracts/role';
import { idsOf } from './ids.ts';
import { dateOf, type Moment } from './moment.ts';

const call = createCallerFactory(appRouter);
export type Caller = ReturnType<typeof call>;

export interface CallerOptions {
  deps: Composed['deps'];
  userNamespace: string;
  /** The day that all times count from. */
  from: Date;
}

/** Everybody of the demo city, as callers of the procedures that people call, with a clock of their own that is set back. */
export const createCallers = ({ deps, userNamespace, from }: CallerOptions) => {
  let time = from;
  let ids = idsOf('');
  const setBack = {
    ...deps,
    clock: { now: () => time },
    ids: { record: () => ids.record(), requestNumber: () => ids.requestNumber() },
  };
  // Later than anything that is done.
  const expiresAt = new Date(from.getTime() + 86_400_000);
  const idOf = (sub: string) => userIdOf(userNamespace, sub);
  const callerAs = (role: Role, sub: string) =>
    call({
      deps: setBack,
      principal: { userId: idOf(sub), roles: [role], expiresAt },
      requestId: 'demo-city',
    });
  return {
    /** What is made from now on is made at that time, and numbered under the label. */
    at: (moment: Moment, label: string) => {
      time = dateOf(from, moment);
      ids = idsOf(label);
    },
    dateOf: (moment: Moment) => dateOf(from, moment),
    idOf,
    homeowner: (sub: string) => callerAs('homeowner', sub).homeowner,
    contractor: (sub: string) => callerAs('contractor', sub).contractor,
    official: (sub: string) => callerAs('official', sub).official,
  };
};
export type Callers = ReturnType<typeof createCallers>;
