import type { ListWork, WorkLog } from '@pmp/contracts/work-log';
import type { Deps } from '../../deps.ts';
import type { Contractor, Homeowner } from '../../kernel/actor.ts';
import { type PageRequest, toPage } from '../../kernel/page.ts';
import { requestWith } from '../request/request.scope.ts';
import type { WorkEntry } from './work-log.ports.ts';
import { totalsOfWork, toWorkEntryView } from './work-log.view.ts';

/**
 * The log of whoever has the job now, with what all of it comes to. A log is short enough to be read whole: one look serves page and
 * totals.
 */
export const listWork = async (
  { requests, workEntries }: Pick<Deps, 'requests' | 'workEntries'>,
  actor: Homeowner | Contractor,
  { requestId, ...page }: ListWork,
): Promise<WorkLog> => {
  const looks = { all: workEntries.beside(requestId) };
  const { request, beside } = await requestWith(requests, actor, { id: requestId, looks });
  const { all } = beside;
  return {
    ...toPage(page, pageAmong(all, page), toWorkEntryView),
    totals: totalsOfWork(all, request.award?.agreed.currency ?? null),
  };
};

/** What an adapter would read for the page, of entries that are newest first. */
const pageAmong = (all: readonly WorkEntry[], { limit, cursor, direction }: PageRequest): WorkEntry[] => {
  if (direction !== 'backward') {
    return all.filter(({ sortKey }) => !cursor || sortKey < cursor).slice(0, limit + 1);
  }
  return all
    .toReversed()
    .filter(({ sortKey }) => !cursor || sortKey > cursor)
    .slice(0, limit + 1);
};
