import type { Deps } from '../../src/deps.ts';
import { derivedOf } from '../../src/modules/request/request.derived.ts';
import type { Request } from '../../src/modules/request/request.ports.ts';
import { aJob } from './job.ts';
import { anEntry, aRequest } from './request.ts';

/** A job that is in the database as if the moves up to it had been made. At version 2: reported, then awarded. */
export const aStoredJob = async (
  { requests }: Pick<Deps, 'requests'>,
  contractorId: string,
  overrides: Partial<Omit<Request, 'version'>> = {},
): Promise<Request> => {
  const job = aJob(contractorId, { ...overrides, version: 2 });
  const { status, award, windows, visits, waitingOn } = job;
  const { id, number, homeownerId } = job;
  const reported = aRequest({ id, number, homeownerId });
  await requests.insert(reported, anEntry(reported), undefined);
  const changed = await requests.change({
    request: reported,
    set: { status, award, windows, visits, waitingOn },
    derived: derivedOf(job),
    entry: anEntry(job, { type: 'awarded', from: 'submitted' }),
    command: undefined,
  });
  if (!changed) throw new Error('The job was not stored');
  return changed;
};
