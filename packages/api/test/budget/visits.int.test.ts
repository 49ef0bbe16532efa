import type { WindowOffer } from '@pmp/contracts/request-view';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { composeApi } from '../../src/compose.ts';
import type { Deps } from '../../src/deps.ts';
import { aPrincipal } from '../factories/principal.ts';
import { aStoredJob } from '../factories/stored-job.ts';
import { hexId } from '../factories/unique.ts';
import { commandLog } from '../mongo/command-log.ts';
import { useTestDatabase } from '../mongo/test-database.ts';
import { undeclaredFilters } from '../mongo/undeclared-filters.ts';
import { callerOf, refused } from '../testing.ts';

const rethrow = (error: unknown) => {
  throw error;
};
const hour = 3_600_000;
const zone = 'Europe/Berlin';

describe('commands per call about visits', () => {
  const connection = useTestDatabase('visit_budget');
  const api = composeApi({
    connection,
    version: '0.0.0-test',
    userNamespace: 'https://issuer.test/',
    onError: rethrow,
  });
  // Carries nothing by itself: what is counted is the call alone.
  const deps: Deps = { ...api.deps, relay: { push: () => undefined } };
  const log = commandLog(connection);
  const owner = aPrincipal();
  const { requests } = callerOf(deps, owner).homeowner;
  const during = (call: () => Promise<unknown>) => log.during(call);

  const now = Date.now();
  const window = (from: number) => ({
    start: new Date(now + from * hour),
    end: new Date(now + (from + 1) * hour),
  });
  const offered = (from: number): WindowOffer => ({ by: 'contractor', zone, windows: [window(from)] });
  const key = () => `budget-${hexId()}`;

  const aContractor = () => {
    const carl = aPrincipal({ roles: ['contractor'] });
    const offeredJob = (from: number) =>
      aStoredJob(deps, carl.userId, { homeownerId: owner.userId, windows: offered(from) });
    return { jobs: callerOf(deps, carl).contractor.jobs, offeredJob };
  };

  beforeAll(async () => {
    await api.prepare();
    log.forget();
  });
  afterAll(() => api.stop());

  it('offer and cancel: 2', async () => {
    const { offeredJob } = aContractor();
    const { id } = await offeredJob(24);
    const offer = { id, zone, windows: [window(48)], commandKey: key() };
    expect(await during(() => requests.offerWindows(offer))).toEqual(['find', 'findAndModify']);
    const { id: other } = await offeredJob(72);
    await requests.confirmWindow({ id: other, start: window(72).start });
    const cancel = { id: other, reason: 'The child is ill', commandKey: key() };
    expect(await during(() => requests.cancelVisit(cancel))).toEqual(['find', 'findAndModify']);
    expect(await during(() => requests.cancelVisit(cancel))).toEqual(['find']);
  });

  it('confirm: 5; who is refused for a booking looks once more whose it is', async () => {
    const { offeredJob } = aContractor();
    const rest = ['findAndModify', 'commitTransaction'];
    const { id } = await offeredJob(24);
    const first = { id, start: window(24).start, commandKey: key() };
    expect(await during(() => requests.confirmWindow(first))).toEqual(['find', 'find', 'insert', ...rest]);
    expect(await during(() => requests.confirmWindow(first))).toEqual(['find']);

    const { id: second } = await offeredJob(48);
    const confirm = { id: second, start: window(48).start, commandKey: key() };
    const swaps = ['findAndModify', ...rest];
    expect(await during(() => requests.confirmWindow(confirm))).toEqual(['find', 'find', ...swaps]);

    const { id: third } = await offeredJob(24);
    const taken = { id: third, start: window(24).start, commandKey: key() };
    const refusal = async () =>
      expect((await refused(requests.confirmWindow(taken))).data.appCode).toBe('conflict');
    expect(await during(refusal)).toEqual(['find', 'find', 'find', 'find']);
    await requests.cancelVisit({ id, reason: 'The child is ill' });
    expect(await during(() => requests.confirmWindow(taken))).toEqual(['find', 'find', 'find', ...swaps]);
  });

  it('calendar: 2, or 1 when there is nothing', async () => {
    const { jobs, offeredJob } = aContractor();
    const days = { from: new Date(now), to: new Date(now + 72 * hour) };
    expect(await during(() => jobs.calendar(days))).toEqual(['find']);
    const { id } = await offeredJob(24);
    await requests.confirmWindow({ id, start: window(24).start });
    expect(await during(() => jobs.calendar(days))).toEqual(['find', 'find']);
    expect(await jobs.calendar(days)).toMatchObject([{ requestId: id, ...window(24), zone }]);
  });

  it('every filter that was sent is a declared query shape', () => {
    expect(undeclaredFilters(log.all())).toEqual([]);
    expect(log.all().filter(({ filters }) => filters.length > 0).length).toBeGreaterThan(20);
  });
});
