import type { Page } from '@pmp/contracts/page';
import type { ListRequests } from '@pmp/contracts/request';
import type { ContractorJob, OpenJob } from '@pmp/contracts/request-view';
import type { Deps } from '../../deps.ts';
import type { Contractor } from '../../kernel/actor.ts';
import { notFound } from '../../kernel/app-error.ts';
import { type PageRequest, toPage } from '../../kernel/page.ts';
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

/** Those that the contractor was asked by name to quote for. */
export const listInvitations = async (
  { requests }: Needs,
  actor: Contractor,
  input: PageRequest,
): Promise<Page<OpenJob>> =>
  toPage(input, await requests.list({ by: 'invited', contractorId: actor.id }, input), (request) =>
    toOpenJob(request, actor),
  );

/**
 * What is published in the contractor's trades and area, but for their own requests. Nothing for one who has no profile or is not active.
 */
export const listBoard = async (
  { requests, contractors }: Needs & Pick<Deps, 'contractors'>,
  actor: Contractor,
  input: PageRequest,
): Promise<Page<OpenJob>> => {
  const keys = await contractors.boardKeys(actor.id);
  if (keys.length === 0) return { items: [], nextCursor: null };
  const found = await requests.list({ by: 'board', keys }, input);
  const { items, nextCursor } = toPage(input, found, (request) => request);
  // Taken out after the page was cut, which may so be a little shorter: its cursor stays right.
  const others = items.filter(({ homeownerId }) => homeownerId !== actor.id);
  return { items: others.map((request) => toOpenJob(request, actor)), nextCursor };
};

/** One that the contractor may quote for. */
export const getOpenJob = async (
  { requests, contractors }: Needs & Pick<Deps, 'contractors'>,
  actor: Contractor,
  { id }: { id: string },
): Promise<OpenJob> => {
  const looks = { own: contractors.withKeysBeside(actor.id) };
  const found = await requests.findWith(id, { by: 'bidder', contractorId: actor.id }, looks);
  if (!found || !isMeantFor(found.request, actor.id, found.beside.own?.boardKeys ?? [])) throw notFound();
  return toOpenJob(found.request, actor);
};
