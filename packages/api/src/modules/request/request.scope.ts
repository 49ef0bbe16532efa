import type { Homeowner, Official } from '../../kernel/actor.ts';
import { notFound } from '../../kernel/app-error.ts';
import type { Request, Requests, Scope, WholeRequest } from './request.ports.ts';

/** Who may have business with requests today. */
export type Party = Homeowner | Official;

/** What `actor` may read; undefined for an official without a jurisdiction, who sees nothing. */
const scopeOf = (actor: Party): Scope | undefined => {
  if (actor.role === 'homeowner') return { by: 'homeowner', homeownerId: actor.id };
  const { jurisdictionId } = actor;
  return jurisdictionId === null ? undefined : { by: 'official', jurisdictionId };
};

/** The request as `actor` may read it. What is hidden and what is missing are the same `not_found`. */
export const requestFor = async (requests: Requests, actor: Party, id: string): Promise<Request> => {
  const scope = scopeOf(actor);
  const request = scope && (await requests.find(id, scope));
  if (!request) throw notFound();
  return request;
};

/** The same with its recent commands and its tail. */
export const wholeRequestFor = async (
  requests: Requests,
  actor: Party,
  id: string,
): Promise<WholeRequest> => {
  const scope = scopeOf(actor);
  const whole = scope && (await requests.findWhole(id, scope));
  if (!whole) throw notFound();
  return whole;
};
