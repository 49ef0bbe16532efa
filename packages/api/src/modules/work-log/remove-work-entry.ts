import type { RemoveWorkEntry, WorkEntry as View } from '@pmp/contracts/work-log';
import type { Deps } from '../../deps.ts';
import type { Contractor } from '../../kernel/actor.ts';
import { notFound } from '../../kernel/app-error.ts';
import { awardFor } from '../request/change-job.ts';
import { requestFor } from '../request/request.scope.ts';
import { logging } from './create-work-entry.ts';
import { toWorkEntryView } from './work-log.view.ts';

/**
 * Takes an entry out of the totals. There is no other command on one: a repeat needs no key to be known, and is answered also when the
 * job has moved on since.
 */
export const removeWorkEntry = async (
  { requests, workEntries, clock }: Pick<Deps, 'requests' | 'workEntries' | 'clock'>,
  actor: Contractor,
  { requestId, id }: RemoveWorkEntry,
): Promise<View> => {
  const request = await requestFor(requests, actor, requestId);
  const now = clock.now();
  const log = { requestId, contractorId: actor.id };
  let since: Date;
  try {
    since = awardFor(request, logging, { by: actor.role, now }).awardedAt;
  } catch (refusal) {
    const earlier = (await workEntries.all(log)).find((one) => one.id === id && one.removedAt !== null);
    if (earlier) return toWorkEntryView(earlier);
    throw refusal;
  }
  const removed = await workEntries.remove(id, { ...log, since }, now);
  if (!removed) throw notFound();
  return toWorkEntryView(removed);
};
