import type { RemoveWorkEntry, WorkEntry as View } from '@pmp/contracts/work-log';
import type { Deps } from '../../deps.ts';
import type { Contractor } from '../../kernel/actor.ts';
import { notFound } from '../../kernel/app-error.ts';
import { awardFor } from '../request/change-job.ts';
import { requestFor } from '../request/request.scope.ts';
import { logging } from './create-work-entry.ts';
import { toWorkEntryView } from './work-log.view.ts';

/** Takes an entry out of the totals. There is no other command on one: a repeat needs no key to be known. */
export const removeWorkEntry = async (
  { requests, workEntries, clock }: Pick<Deps, 'requests' | 'workEntries' | 'clock'>,
  actor: Contractor,
  { requestId, id }: RemoveWorkEntry,
): Promise<View> => {
  const request = await requestFor(requests, actor, requestId);
  const now = clock.now();
  awardFor(request, logging, { by: actor.role, now });
  const removed = await workEntries.remove(id, { requestId, contractorId: actor.id }, now);
  if (!removed) throw notFound();
  return toWorkEntryView(removed);
};
