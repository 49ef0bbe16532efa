import type { ListWork, WorkLog } from '@pmp/contracts/work-log';
import type { Deps } from '../../deps.ts';
import type { Contractor, Homeowner } from '../../kernel/actor.ts';
import { type PageRequest, toPage } from '../../kernel/page.ts';
import { requestWith } from '../request/request.scope.ts';
import type { WorkEntry } from './work-log.ports.ts';
import { totalsOfWork, toWorkEntryView } from './work-log.view.ts';

/**
 * The log of the present award, with what all of it comes to. A log is short enough to be read whole: one look serves page and totals.
 */
export const listWork = async (
  { requests, workEntries }: Pick<Deps, 'requests' | 'workEntries'>,
  actor: Homeowner | Contractor,
  { requestId, ...page }: ListWork,
): Promise<WorkLog> => {
  const looks = { all: workEntries.beside(requestId) };
  const { request, beside } = await requestWith(requests, actor, { id: requestId, looks });
  const { award } = request;
  // Whoever has the job may have had it before: what they noted then was for another award, perhaps in another currency.
  const log = award ? beside.all.filter(({ at }) => at >= award.awardedAt) : [];
  return {
    ...toPage(page, pageAmong(log, page), toWorkEntryView),
    totals: totalsOfWork(log, award?.agreed.currency ?? null),
  };
};

/** What an adapter would read for the page, of entries that are newest first. */
const pageAmong = (log: readonly WorkEntry[], { limit, cursor, direction }: PageRequest): WorkEntry[] => {
  if (direction !== 'backward') {
    return log.filter(({ sortKey }) => !cursor || sortKey < cursor).slice(0, limit + 1);
  }
  return log
    .toReversed()
    .filter(({ sortKey }) => !cursor || sortKey > cursor)
    .slice(0, limit + 1);
};
