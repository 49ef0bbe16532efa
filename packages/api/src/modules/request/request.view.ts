import { allowedMoves, editableStatuses } from '@pmp/contracts/lifecycle';
import type { HomeownerRequest } from '@pmp/contracts/request';
import type { Request } from './request.ports.ts';

/** What the homeowner who made the request sees. */
export const toHomeownerRequest = ({
  homeownerId: _,
  sortKey: __,
  ...request
}: Request): HomeownerRequest => ({
  ...request,
  allowedMoves: allowedMoves(request.status, 'homeowner'),
  editable: editableStatuses.includes(request.status),
});
