import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { reloading } from './reloading.ts';

describe('reloading', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('serves the first value, then the newest that could be loaded', async () => {
    const faults: unknown[] = [];
    const loads = [async () => 'first', () => Promise.reject(new Error('away')), async () => 'third'];
    const load = () => loads.shift()?.() ?? Promise.resolve('no more');
    const memory = reloading('initial', load, { everyMs: 1000, onError: (error) => faults.push(error) });
    expect(memory.current()).toBe('initial');
    await vi.advanceTimersByTimeAsync(1000);
    expect(memory.current()).toBe('first');
    await vi.advanceTimersByTimeAsync(1000);
    expect(memory.current()).toBe('first');
    expect(faults).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1000);
    expect(memory.current()).toBe('third');
    memory.stop();
    await vi.advanceTimersByTimeAsync(5000);
    expect(memory.current()).toBe('third');
  });

  it('lets whoever asks for a reload know that it failed', async () => {
    const load = () => Promise.reject(new Error('away'));
    const memory = reloading('initial', load, { everyMs: 1000, onError: () => undefined });
    await expect(memory.reload()).rejects.toThrow('away');
    memory.stop();
  });
});
