import { effectivePriority } from '@pmp/contracts/category';
import { allowedMoves, editableStatuses, type Mover } from '@pmp/contracts/lifecycle';
import type { HomeownerRequest, OfficialRequest } from '@pmp/contracts/request';
import type { Request } from './request.ports.ts';

const computed = ({ status, priority, priorityFloor }: Request, reader: Mover) => ({
  effectivePriority: effectivePriority(priority, priorityFloor),
  allowedMoves: allowedMoves(status, reader),
});

/** What the homeowner who made the request sees. */
export const toHomeownerRequest = (request: Request): HomeownerRequest => {
  const { homeownerId: _, sortKey: __, ...seen } = request;
  return {
    ...seen,
    ...computed(request, 'homeowner'),
    editable: editableStatuses.includes(request.status),
  };
};

/** What an official of its jurisdiction sees. */
export const toOfficialRequest = (request: Request): OfficialRequest => {
  const { propertyId: _, sortKey: __, ...seen } = request;
  return { ...seen, ...computed(request, 'official') };
};
