import { effectivePriority } from '@pmp/contracts/category';
import { editableStatuses, type Mover } from '@pmp/contracts/lifecycle';
import type {
  Award,
  ContractorJob,
  HomeownerRequest,
  OfficialRequest,
  OpenJob,
} from '@pmp/contracts/request-view';
import type { Deps } from '../../deps.ts';
import type { Contractor } from '../../kernel/actor.ts';
import { notFound } from '../../kernel/app-error.ts';
import { centreOf } from '../../kernel/area.ts';
import { allowedMoves } from './request.guards.ts';
import { everyone, type Request, type Award as StoredAward } from './request.ports.ts';
import { countedFrom } from './request.scope.ts';

const core = (request: Request) => ({
  id: request.id,
  number: request.number,
  title: request.title,
  description: request.description,
  category: request.category,
  effectivePriority: effectivePriority(request.priority, request.priorityFloor),
  createdAt: request.createdAt,
});

const standing = (request: Request, reader: Mover, now: Date) => ({
  ...core(request),
  version: request.version,
  status: request.status,
  waitingOn: request.waitingOn,
  resolution: request.resolution,
  allowedMoves: allowedMoves(request, reader, now),
  visits: [...request.visits],
  hold: request.hold,
  startedAt: request.startedAt,
  completion: request.completion,
  returnedCount: request.returnedCount,
  updatedAt: request.updatedAt,
});

const owners = (request: Request, reader: Mover, now: Date) => ({
  ...standing(request, reader, now),
  priority: request.priority,
  priorityFloor: request.priorityFloor,
  address: request.address,
  place: request.place,
  visibility: request.visibility,
  closingText: request.closingText,
  duplicateOfId: request.duplicateOfId,
  reopenCount: request.reopenCount,
  endedAt: request.endedAt,
});

const toAward = ({ atVersion: _, ...seen }: StoredAward): Award => seen;

/** What the homeowner who made the request sees. */
export const toHomeownerRequest = (request: Request, now: Date): HomeownerRequest => ({
  ...owners(request, 'homeowner', now),
  propertyId: request.propertyId,
  editable: editableStatuses.includes(request.status),
  invitedIds: request.openTo.filter((id) => id !== everyone),
  published: request.openTo.includes(everyone),
  quoteDueAt: request.quoteDueAt,
  spendCap: request.spendCap,
  award: request.award && toAward(request.award),
  windows: request.windows,
  scores: request.scores,
  invoice: request.invoice,
  lastContractorId: request.lastContractorId,
});

/** What an official of its jurisdiction sees. */
export const toOfficialRequest = (request: Request, now: Date): OfficialRequest => ({
  ...owners(request, 'official', now),
  homeownerId: request.homeownerId,
  contractorId: request.award?.contractorId ?? null,
  completion: request.completion && { ...request.completion, cost: null },
});

/**
 * What the contractor whom it was awarded to sees: counted from the award, and where it is once they are bound, unless it was withdrawn
 * from them. Throws `not_found` when it is nobody's.
 */
export const toContractorJob = (request: Request, now: Date): ContractorJob => {
  const { award, address, place } = request;
  if (!award) throw notFound();
  const mayGoThere = award.acceptedAt !== null && request.status !== 'cancelled';
  return {
    ...standing(request, 'contractor', now),
    version: request.version - countedFrom(request, 'contractor'),
    address: mayGoThere ? address : null,
    point: mayGoThere ? place.point : null,
    cell: place.cell,
    award: toAward(award),
    windows: request.windows,
    scores: request.scores,
    invoice: request.invoice,
  };
};

/** What a contractor sees who may quote for it. */
export const toOpenJob = (request: Request, { id }: Contractor): OpenJob => {
  const { cell } = request.place;
  return {
    ...core(request),
    cell,
    roundedPoint: cell === null ? null : centreOf(cell),
    invited: request.openTo.includes(id),
    quoteDueAt: request.quoteDueAt,
  };
};

type Needs = Pick<Deps, 'clock'>;

/** What a command leaves, as the homeowner sees it. */
export const homeownerSees = async ({ clock }: Needs, request: Promise<Request>): Promise<HomeownerRequest> =>
  toHomeownerRequest(await request, clock.now());

/** What a command leaves, as an official sees it. */
export const officialSees = async ({ clock }: Needs, request: Promise<Request>): Promise<OfficialRequest> =>
  toOfficialRequest(await request, clock.now());

/** What a command leaves, as the contractor on the job sees it. */
export const contractorSees = async ({ clock }: Needs, request: Promise<Request>): Promise<ContractorJob> =>
  toContractorJob(await request, clock.now());
