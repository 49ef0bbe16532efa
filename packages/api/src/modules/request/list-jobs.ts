import type { Page } from '@pmp/contracts/page';
import type { ListRequests } from '@pmp/contracts/request';
import type { ContractorJob, OpenJob } from '@pmp/contracts/request-view';
import type { Deps } from '../../deps.ts';
import type { Contractor } from '../../kernel/actor.ts';
import { notFound } from '../../kernel/app-error.ts';
import { type PageRequest, toPage } from '../../kernel/page.ts';
import type { Request } from './request.ports.ts';
import { isMeantFor, requestFor } from './request.scope.ts';
import { toContractorJob, toOpenJob } from './request.view.ts';

type Needs = Pick<Deps, 'requests' | 'clock'>;

/** The jobs that were awarded to the contractor. */
export const listJobs = async (
  { requests, clock }: Needs,
  { id: contractorId }: Contractor,
  input: ListRequests,
): Promise<Page<ContractorJob>> =>
  toPage(input, await requests.list({ by: 'contractor', contractorId }, input), (request) =>
    toContractorJob(request, clock.now()),
  );

export const getJob = async (
  { requests, clock }: Needs,
  actor: Contractor,
  { id }: { id: string },
): Promise<ContractorJob> => toContractorJob(await requestFor(requests, actor, id), clock.now());

type OpenNeeds = Needs & Pick<Deps, 'contractors' | 'blocked'>;

/** Those that the contractor was asked by name to quote for. */
export const listInvitations = async (
  deps: OpenNeeds,
  actor: Contractor,
  input: PageRequest,
): Promise<Page<OpenJob>> => {
  const found = await deps.requests.list({ by: 'invited', contractorId: actor.id }, input);
  return openPage(deps, actor, toPage(input, found, asItIs));
};

/** What is published in the contractor's trades and area. Nothing for one who has no profile or is not active. */
export const listBoard = async (
  deps: OpenNeeds,
  actor: Contractor,
  input: PageRequest,
): Promise<Page<OpenJob>> => {
  const keys = await deps.contractors.boardKeys(actor.id);
  if (keys.length === 0) return { items: [], nextCursor: null };
  const found = await deps.requests.list({ by: 'board', keys }, input);
  return openPage(deps, actor, toPage(input, found, asItIs));
};

const asItIs = (request: Request) => request;

/**
 * Without the contractor's own requests and those of homeowners who are shut out. They are taken out after the page was cut, which may so
 * be a little shorter: its cursor stays right.
 */
const openPage = (
  { blocked }: Pick<Deps, 'blocked'>,
  actor: Contractor,
  { items, nextCursor }: Page<Request>,
): Page<OpenJob> => {
  const open = items.filter(({ homeownerId }) => homeownerId !== actor.id && !blocked.has(homeownerId));
  return { items: open.map((request) => toOpenJob(request, actor)), nextCursor };
};

/** One that the contractor may quote for. */
export const getOpenJob = async (
  { requests, contractors, blocked }: OpenNeeds,
  actor: Contractor,
  { id }: { id: string },
): Promise<OpenJob> => {
  const looks = { own: contractors.withKeysBeside(actor.id) };
  const found = await requests.findWith(id, { by: 'bidder', contractorId: actor.id }, looks);
  if (!found) throw notFound();
  const { request, beside } = found;
  if (blocked.has(request.homeownerId)) throw notFound();
  if (!isMeantFor(request, actor.id, beside.own?.boardKeys ?? [])) throw notFound();
  return toOpenJob(request, actor);
};
