import { lineTotal } from '@pmp/contracts/cost-line';
import { type CreateWorkEntry, mostWorkEntries, type WorkEntry as View } from '@pmp/contracts/work-log';
import type { Deps } from '../../deps.ts';
import type { Contractor } from '../../kernel/actor.ts';
import { AppError, badField } from '../../kernel/app-error.ts';
import { type CommandRecord, commandOf, createOnce, isRepeat } from '../../kernel/command.ts';
import { sortKey } from '../../kernel/sort-key.ts';
import { awardFor, type JobDeed } from '../request/change-job.ts';
import { requestFor } from '../request/request.scope.ts';
import type { WorkEntry } from './work-log.ports.ts';
import { toWorkEntryView } from './work-log.view.ts';

type Needs = Pick<Deps, 'requests' | 'workEntries' | 'allowances' | 'clock' | 'ids'>;
type Input = Omit<CreateWorkEntry, 'clientKey'>;

/** The log is written from the start of the work until the homeowner has confirmed it. */
export const logging: JobDeed = { in: ['in_progress', 'on_hold', 'completed'], as: 'given work entries' };

export const createWorkEntry = async (
  deps: Needs,
  actor: Contractor,
  { clientKey, ...input }: CreateWorkEntry,
): Promise<View> => {
  const command = commandOf(clientKey, input);
  const request = await requestFor(deps.requests, actor, input.requestId);
  const now = deps.clock.now();
  try {
    const award = awardFor(request, logging, { by: actor.role, now });
    if (input.currency !== award.agreed.currency) {
      throw badField('currency', 'is not the currency of this job');
    }
    if (input.at > now) throw badField('at', 'has not come yet');
    if (input.at < award.awardedAt) throw badField('at', 'is before the job was awarded');
  } catch (refusal) {
    const earlier = await earlierOf(deps, actor, command);
    if (earlier) return toWorkEntryView(earlier);
    throw refusal;
  }
  const entry = await createOnce({
    command,
    insert: () => insertAmong(deps, openEntry(deps, actor, input), command),
    createdWith: (key) => deps.workEntries.createdWith(actor.id, key),
  });
  return toWorkEntryView(entry);
};

/** What this very command has created before: the job may have moved on since. */
const earlierOf = async ({ workEntries }: Needs, actor: Contractor, command: CommandRecord | undefined) => {
  const found = command && (await workEntries.createdWith(actor.id, command.key));
  if (!command || !found) return undefined;
  return isRepeat(command, [{ key: command.key, hash: found.hash }]) ? found.created : undefined;
};

/** Takes one of the log's slots with it. */
const insertAmong = async (
  { workEntries, allowances }: Needs,
  entry: WorkEntry,
  command: CommandRecord | undefined,
): Promise<WorkEntry | 'duplicate' | AppError> => {
  const { requestId, contractorId } = entry;
  const outcome = await allowances.workSlots.fill({
    key: `${requestId}/${contractorId}`,
    limit: mostWorkEntries,
    insert: (slot) => workEntries.insert({ ...entry, slot }, command),
    taken: () => workEntries.takenSlots({ requestId, contractorId }),
  });
  if (outcome === 'full') {
    return new AppError('case_full', `A contractor can write ${mostWorkEntries} entries about a request`);
  }
  return outcome === 'inserted' ? entry : 'duplicate';
};

const openEntry = ({ clock, ids }: Needs, actor: Contractor, input: Input): WorkEntry => {
  const id = ids.record();
  const now = clock.now();
  return {
    id,
    requestId: input.requestId,
    contractorId: actor.id,
    kind: input.kind,
    text: input.text,
    minutes: input.minutes ?? null,
    quantity: input.quantity,
    unit: input.unit,
    unitPrice: input.unitPrice,
    amount: lineTotal(input),
    currency: input.currency,
    at: input.at,
    createdAt: now,
    removedAt: null,
    sortKey: sortKey(now, id),
  };
};
