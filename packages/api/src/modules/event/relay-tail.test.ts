import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { anEdit, anEntry, aRequest, asOwner } from '../../../test/factories/request.ts';
import { fakeClock } from '../../../test/fakes/fake-clock.ts';
import { fakeEvents } from '../../../test/fakes/fake-events.ts';
import { fakeRequests } from '../../../test/fakes/fake-requests.ts';
import { tailAfter } from '../request/change-request.ts';
import type { Events, Tail } from './event.ports.ts';
import { createRelay } from './relay-tail.ts';

const setUp = (overrides: Partial<Events> = {}) => {
  const clock = fakeClock();
  const requests = fakeRequests();
  const faults: unknown[] = [];
  const batches: (readonly Tail[])[] = [];
  const stored = fakeEvents();
  const events: Events = {
    ...stored,
    record: async (tails) => {
      batches.push(tails);
      await stored.record(tails);
    },
    ...overrides,
  };
  const relay = createRelay({ events, tails: requests, clock, onError: (error) => faults.push(error) });
  const write = async () => {
    const request = aRequest({ createdAt: clock.now() });
    const entry = anEntry(request);
    await requests.insert(request, entry, undefined);
    relay.push({ subjectId: request.id, version: 1, entries: [entry] });
    return request;
  };
  const tailOf = async (request: { id: string; homeownerId: string }) =>
    (await requests.findWhole(request.id, asOwner(request.homeownerId)))?.tail;
  return { clock, requests, stored, faults, batches, relay, write, tailOf };
};

describe('the relay', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('carries by itself, shortly after a write', async () => {
    const { write, stored, tailOf } = setUp();
    const request = await write();
    expect(await stored.of(request.id)).toEqual([]);
    await vi.advanceTimersByTimeAsync(100);
    expect(await stored.of(request.id)).toHaveLength(1);
    expect(await tailOf(request)).toEqual([]);
    expect(stored.outbox()).toHaveLength(1);
  });

  it('takes writes that are close together in one go', async () => {
    const { write, batches } = setUp();
    for (let index = 0; index < 10; index += 1) await write();
    await vi.advanceTimersByTimeAsync(100);
    expect(batches.map((batch) => batch.length)).toEqual([10]);
  });

  it('does not let a tail fill up that is written without pause', async () => {
    const { clock, requests, relay, tailOf } = setUp();
    const request = aRequest({ createdAt: clock.now() });
    const entries = [1, 2, 3, 4].map((seq) => ({ ...anEntry(request), seq }));
    const [first] = entries;
    if (first) await requests.insert(request, first, undefined);
    for (const [at] of entries.entries()) {
      relay.push({ subjectId: request.id, version: 1, entries: entries.slice(0, at + 1) });
      await vi.advanceTimersByTimeAsync(5);
    }
    expect(await tailOf(request)).toEqual([]);
  });

  it('takes at most 200 in one go', async () => {
    const { write, relay, batches } = setUp();
    for (let index = 0; index < 450; index += 1) await write();
    await relay.flush();
    expect(batches.map((batch) => batch.length)).toEqual([200, 200, 50]);
  });

  it('begins again after it has been flushed', async () => {
    const { write, relay, tailOf } = setUp();
    await write();
    await relay.flush();
    const second = await write();
    await vi.advanceTimersByTimeAsync(100);
    expect(await tailOf(second)).toEqual([]);
  });

  it('records two writes to one request, whatever the order', async () => {
    const { write, relay, requests, stored, tailOf } = setUp();
    const request = await write();
    const change = anEdit(request);
    await requests.change(change);
    relay.push(tailAfter(change, [anEntry(request)]));
    await relay.flush();
    expect((await stored.of(request.id)).map(({ seq }) => seq)).toEqual([1, 2]);
    expect(await tailOf(request)).toEqual([]);
  });

  it('records once what was relayed between the read of a request and its write', async () => {
    const { write, relay, requests, stored, tailOf } = setUp();
    const request = await write();
    const read = await tailOf(request);
    await relay.flush();
    const change = anEdit(request);
    await requests.change(change);
    relay.push(tailAfter(change, read ?? []));
    await relay.flush();
    expect((await stored.of(request.id)).map(({ seq }) => seq)).toEqual([1, 2]);
    expect(stored.outbox()).toHaveLength(1);
    expect(await tailOf(request)).toEqual([]);
  });

  it('reports a fault, leaves the tail, and goes on with what comes next', async () => {
    let isAway = true;
    const later = fakeEvents();
    const { write, relay, faults, tailOf, clock } = setUp({
      record: async (tails) => {
        if (isAway) throw new Error('away');
        await later.record(tails);
      },
    });
    const lost = await write();
    await relay.flush();
    expect(faults).toHaveLength(1);
    expect(await tailOf(lost)).toHaveLength(1);

    isAway = false;
    const next = await write();
    await relay.flush();
    expect(await tailOf(next)).toEqual([]);
    expect(await tailOf(lost)).toHaveLength(1);

    clock.advance(6);
    expect(await relay.sweep()).toBe(1);
    expect(await later.of(lost.id)).toHaveLength(1);
    expect(await tailOf(lost)).toEqual([]);
  });

  it('sweeps only what should have been relayed by now', async () => {
    const { clock, requests, relay } = setUp();
    requests.put(aRequest(), [anEntry(aRequest({ createdAt: clock.now() }))]);
    clock.advance(5);
    expect(await relay.sweep()).toBe(0);
    clock.advance(0.001);
    expect(await relay.sweep()).toBe(1);
    expect(await relay.sweep()).toBe(0);
  });

  it('sweeps everything that was left, however much', async () => {
    const { clock, requests, relay } = setUp();
    for (let index = 0; index < 450; index += 1) {
      const request = aRequest({ createdAt: clock.now() });
      requests.put(request, [anEntry(request)]);
    }
    clock.advance(6);
    expect(await relay.sweep()).toBe(450);
  });

  it('sweeps past one that cannot be relayed', async () => {
    const stored = fakeEvents();
    let poison = '';
    const { clock, requests, relay, faults } = setUp({
      record: async (tails) => {
        if (tails.some(({ subjectId }) => subjectId === poison)) throw new Error('poisoned');
        await stored.record(tails);
      },
    });
    const left = [1, 2, 3].map(() => {
      const request = aRequest({ createdAt: clock.now() });
      requests.put(request, [anEntry(request)]);
      return request;
    });
    poison = left[0]?.id ?? '';
    clock.advance(6);
    expect(await relay.sweep()).toBe(2);
    expect(faults).toHaveLength(1);
    expect(await stored.of(left[1]?.id ?? '')).toHaveLength(1);
  });
});
