import { afterEach, describe, expect, it, vi } from 'vitest';
import { type Composed, composeApi } from '../../src/compose.ts';
import { defaultCategories } from '../../src/modules/category/default-categories.ts';
import { mongoEvents } from '../../src/modules/event/event.mongo.ts';
import { points } from '../factories/place.ts';
import { aNewPlan } from '../factories/plan.ts';
import { aPrincipal } from '../factories/principal.ts';
import { aNewProperty } from '../factories/property.ts';
import { aReport } from '../factories/request.ts';
import { fakeClock } from '../fakes/fake-clock.ts';
import { lookingIn } from '../mongo/looking.ts';
import { useTestDatabase } from '../mongo/test-database.ts';
import { callerOf } from '../testing.ts';

describe('processes on one database', () => {
  const connection = useTestDatabase('compose');
  const events = mongoEvents(connection.db);
  const look = lookingIn(connection.db);
  const clock = fakeClock();
  const faults: unknown[] = [];
  const started: Composed[] = [];
  const aProcess = () => {
    const process = composeApi({
      connection,
      version: '0.0.0-test',
      userNamespace: 'https://issuer.example/',
      clock,
      onError: (error) => faults.push(error),
    });
    started.push(process);
    return process;
  };

  afterEach(async () => {
    for (const process of started.splice(0)) await process.stop();
    vi.useRealTimers();
    expect(faults.splice(0)).toEqual([]);
  });

  it('may all start at once', async () => {
    const processes = Array.from({ length: 4 }, aProcess);
    await Promise.all(processes.map((process) => process.prepare()));
    for (const { deps } of processes) {
      expect(deps.categories.all().map(({ code }) => code)).toEqual(
        defaultCategories.map(({ code }) => code),
      );
    }
  });

  it('relay what is waiting before they stop', async () => {
    const process = aProcess();
    await process.prepare();
    const { id } = await callerOf(process.deps, aPrincipal()).homeowner.requests.create(aReport());
    await process.stop();
    expect(await look(events.beside(id))).toHaveLength(1);
  });

  it('relay in the background what one of them left behind', async () => {
    // The driver keeps its own timers; only the jobs' intervals are moved by hand.
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    const dead = aProcess();
    await dead.prepare();
    const lost = { ...dead.deps, relay: { push: () => undefined } };
    const { id } = await callerOf(lost, aPrincipal()).homeowner.requests.create(aReport());
    clock.advance(6);
    const processes = [aProcess(), aProcess()];
    for (const process of processes) process.startJobs();
    vi.advanceTimersByTime(5_000);
    await vi.waitFor(async () => expect(await look(events.beside(id))).toHaveLength(1), {
      timeout: 5_000,
      interval: 20,
    });
  });

  it('make what the clock owes, once, whoever of them has the job', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    const processes = [aProcess(), aProcess(), aProcess()];
    for (const process of processes) await process.prepare();
    const [first] = processes;
    if (!first) throw new Error('Three were started');
    const { homeowner } = callerOf(first.deps, aPrincipal());
    const { id } = await homeowner.requests.create(aReport({ location: points.rivertonCentre }));
    const quoteDueAt = new Date(clock.now().getTime() + 3_600_000);
    await homeowner.requests.invite({ id, publish: true, quoteDueAt });
    clock.set(quoteDueAt);
    for (const process of processes) process.startJobs();
    vi.advanceTimersByTime(60_000);
    const made = { timeout: 5_000, interval: 20 };
    await vi.waitFor(async () => expect((await homeowner.requests.get({ id })).version).toBe(3), made);
    vi.advanceTimersByTime(60_000);
    for (const process of processes) await process.stop();
    const timeline = await homeowner.requests.timeline({ id });
    expect(timeline.map(({ type, by }) => [type, by])).toEqual([
      ['submitted', 'homeowner'],
      ['invited', 'homeowner'],
      ['reminded', 'system'],
    ]);
  });

  it('make what plans owe, once, whoever of them has the job', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    const processes = [aProcess(), aProcess(), aProcess()];
    for (const process of processes) await process.prepare();
    const [first] = processes;
    if (!first) throw new Error('Three were started');
    const { homeowner } = callerOf(first.deps, aPrincipal());
    const { id: propertyId } = await homeowner.properties.create(aNewProperty());
    const { id, nextDueAt } = await homeowner.plans.create(aNewPlan({ propertyId, leadDays: 0 }));
    clock.set(nextDueAt ?? clock.now());
    for (const process of processes) process.startJobs();
    vi.advanceTimersByTime(60_000);
    const made = { timeout: 5_000, interval: 20 };
    await vi.waitFor(async () => expect((await homeowner.plans.get({ id })).version).toBe(2), made);
    vi.advanceTimersByTime(60_000);
    for (const process of processes) await process.stop();
    expect((await homeowner.requests.list({})).items).toHaveLength(1);
  });
});
