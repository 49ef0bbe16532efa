import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AppError } from '../../kernel/app-error.ts';
import { systemClock } from '../../kernel/clock.ts';
import { followFeed } from './follow-feed.ts';
import { createStreams, type Streams } from './streams.ts';

const inAnHour = () => ({ userId: 'hannah', expiresAt: new Date(Date.now() + 3_600_000) });

describe('followFeed', () => {
  let streams: Streams = createStreams({ clock: systemClock });
  const follow = (request?: AbortSignal, reader = inAnHour()) =>
    followFeed({ streams, clock: systemClock }, reader, request);
  /** How a feed ended: by an error's name, or by itself. */
  const endOf = async (feed: AsyncIterable<unknown>) => {
    try {
      for await (const _ of feed);
      return 'by itself';
    } catch (error) {
      return error instanceof Error ? error.name : String(error);
    }
  };

  beforeEach(() => {
    streams = createStreams({ clock: systemClock, pingEveryMs: 20 });
  });
  afterEach(() => vi.useRealTimers());

  it('pings at once, and again', async () => {
    const feed = follow();
    const order: string[] = [];
    // Timers fire in the order they are due, however busy the machine is.
    const halfTime = wait(streams.pingEveryMs / 2).then(() => order.push('half time'));
    expect((await feed.next()).value).toEqual({ topic: 'ping', at: expect.any(Date) });
    order.push('ping');
    await feed.next();
    order.push('ping');
    await halfTime;
    expect(order).toEqual(['ping', 'half time', 'ping']);
    expect(streams.count()).toBe(1);
    await feed.return();
    expect(streams.count()).toBe(0);
  });

  it('ends when the request aborts, without a farewell', async () => {
    const request = new AbortController();
    const ended = endOf(follow(request.signal));
    setTimeout(() => request.abort(), 30);
    expect(await ended).toBe('AbortError');
    expect(streams.count()).toBe(0);
  });

  it('gives its place back when the request aborts before anybody reads', () => {
    const request = new AbortController();
    follow(request.signal);
    expect(streams.count('hannah')).toBe(1);
    request.abort();
    expect(streams.count()).toBe(0);
    follow(request.signal);
    expect(streams.count()).toBe(0);
  });

  it('ends the streams of one person, or all', async () => {
    const ofHannah = [endOf(follow()), endOf(follow())];
    const ofHenry = endOf(follow(undefined, { ...inAnHour(), userId: 'henry' }));
    expect(streams.count()).toBe(3);
    streams.endOf('nobody');
    streams.endOf('hannah');
    expect(await Promise.all(ofHannah)).toEqual(['AbortError', 'AbortError']);
    expect([streams.count('hannah'), streams.count('henry')]).toEqual([0, 1]);
    streams.endAll();
    expect(await ofHenry).toBe('AbortError');
    expect(streams.count()).toBe(0);
  });

  it('lets nobody have a sixth, and everybody five', async () => {
    const request = new AbortController();
    for (let count = 0; count < 5; count += 1) follow(request.signal);
    let refusal: unknown;
    try {
      follow(request.signal);
    } catch (error) {
      refusal = error;
    }
    expect(refusal).toBeInstanceOf(AppError);
    expect(refusal).toMatchObject({ code: 'too_many', details: { retryAfterSeconds: 15 } });
    const other = follow(request.signal, { ...inAnHour(), userId: 'henry' });
    expect((await other.next()).done).toBe(false);
    request.abort();
    expect(streams.count()).toBe(0);
    expect((await endOf(follow(request.signal))) === 'AbortError').toBe(true);
  });

  it('ends 5 s after the token did', async () => {
    vi.useFakeTimers();
    streams = createStreams({ clock: systemClock });
    follow(undefined, { userId: 'hannah', expiresAt: new Date(Date.now() + 60_000) });
    await vi.advanceTimersByTimeAsync(64_999);
    expect(streams.count()).toBe(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(streams.count()).toBe(0);
  });
});
