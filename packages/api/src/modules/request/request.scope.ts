import type { Contractor, Homeowner, Official, System } from '../../kernel/actor.ts';
import { notFound } from '../../kernel/app-error.ts';
import { boardKeysOf } from '../../kernel/area.ts';
import type { Looks, Nothing } from '../../kernel/look.ts';
import type { FoundRequest, Request, Requests, Scope, WholeRequest } from './request.ports.ts';

/** Who may have business with a request: a contractor has it with the jobs that were awarded to them. */
export type Party = Homeowner | Contractor | Official | System;

/** What `actor` may read; undefined for an official without a jurisdiction, who sees nothing. */
const scopeOf = (actor: Party): Scope | undefined => {
  switch (actor.role) {
    case 'homeowner':
      return { by: 'homeowner', homeownerId: actor.id };
    case 'contractor':
      return { by: 'contractor', contractorId: actor.id };
    case 'official':
      return actor.jurisdictionId === null
        ? undefined
        : { by: 'official', jurisdictionId: actor.jurisdictionId };
    case 'system':
      return { by: 'system' };
  }
};

/** The request as `actor` may read it. What is hidden and what is missing are the same `not_found`. */
export const requestFor = async (requests: Requests, actor: Party, id: string): Promise<Request> => {
  const scope = scopeOf(actor);
  const request = scope && (await requests.find(id, scope));
  if (!request) throw notFound();
  return request;
};

/** The same, and what stands beside it. */
export const requestWith = async <Beside extends object>(
  requests: Requests,
  actor: Party,
  { id, looks }: { id: string; looks: Looks<Request, Beside> },
): Promise<FoundRequest<Beside>> => {
  const scope = scopeOf(actor);
  const found = scope && (await requests.findWith(id, scope, looks));
  if (!found) throw notFound();
  return found;
};

/** The same with its recent commands and its tail. */
export const wholeRequestFor = async <Beside extends object = Nothing>(
  requests: Requests,
  actor: Party,
  { id, looks }: { id: string; looks?: Looks<Request, Beside> | undefined },
): Promise<WholeRequest<Beside>> => {
  const scope = scopeOf(actor);
  const whole = scope && (await requests.findWhole(id, scope, looks));
  if (!whole) throw notFound();
  return whole;
};

/**
 * Whether a request that is open to the contractor is for them: they were asked by name, or it is published and lies in their trades
 * and area, as on the board.
 */
export const isMeantFor = (
  { openTo, category, place }: Pick<Request, 'openTo' | 'category' | 'place'>,
  contractorId: string,
  boardKeys: readonly string[],
): boolean => {
  if (openTo.includes(contractorId)) return true;
  const keys = new Set(boardKeys);
  return boardKeysOf(category, place.cell).some((key) => keys.has(key));
};

/** What a reader's versions and event numbers are less by: a contractor counts from the award, everybody else from the report. */
export const countedFrom = ({ award }: Pick<Request, 'award'>, role: Party['role']): number =>
  role === 'contractor' && award ? award.atVersion - 1 : 0;
