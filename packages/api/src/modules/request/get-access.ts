import { open311Status } from '@pmp/contracts/lifecycle';
import type { JobAccess } from '@pmp/contracts/request-view';
import type { Deps } from '../../deps.ts';
import type { Contractor } from '../../kernel/actor.ts';
import { notFound } from '../../kernel/app-error.ts';
import { requestWith } from './request.scope.ts';

/** Where the job is and how to get in: only for the contractor who is bound to it, and only until it ends. */
export const getAccess = async (
  { requests, properties }: Pick<Deps, 'requests' | 'properties'>,
  actor: Contractor,
  { id }: { id: string },
): Promise<JobAccess> => {
  const looks = { property: properties.accessBeside() };
  const { request, beside } = await requestWith(requests, actor, { id, looks });
  const { award, status, address, place } = request;
  if (!award?.acceptedAt || open311Status(status) === 'closed') throw notFound();
  const { property } = beside;
  return {
    accessNotes: property?.accessNotes ?? null,
    // As the homeowner has it now: an address is corrected at the property.
    address: property?.address ?? address,
    point: (property?.place ?? place).point,
  };
};
