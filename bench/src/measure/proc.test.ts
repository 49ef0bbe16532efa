import { describe, expect, it } from 'vitest';
import { canMeasure, coarseCpuMicros, cpuMicros, parseSchedstat, parseStat, treeOf } from './proc.ts';

const stat = (pid: number, parent: number, name = 'node') =>
  `${pid} (${name}) S ${parent} 77 77 0 -1 4194304 100 0 0 0 21 4 3 2 20 0 11 0 123456 900000 2048 18446744073709551615 1 1`;

describe('parseStat', () => {
  it('reads what is counted from 1 in proc(5)', () => {
    expect(parseStat(stat(12, 7))).toEqual({
      pid: 12,
      parent: 7,
      ticks: 25,
      endedChildrenTicks: 5,
      residentPages: 2048,
    });
  });

  it.each(['a b', 'x) S 9', '((', ') )'])('is not misled by a process named %j', (name) => {
    expect(parseStat(stat(12, 7, name))).toEqual(parseStat(stat(12, 7)));
  });
});

it('parseSchedstat takes the time on a CPU, not the wait', () => {
  expect(parseSchedstat('123456789 5 17\n')).toBe(123_456_789);
});

it('treeOf follows children of children, and no others', () => {
  const stats = [stat(1, 0), stat(5, 1), stat(6, 5), stat(7, 6), stat(8, 1), stat(9, 5)].map(parseStat);
  expect(treeOf(5, stats).map(({ pid }) => pid)).toEqual([5, 6, 9, 7]);
  expect(treeOf(99, stats)).toEqual([]);
});

it('time goes up with work, where the system tells', () => {
  const before = cpuMicros([process.pid]);
  const until = performance.now() + 30;
  while (performance.now() < until);
  expect(cpuMicros([process.pid]) > before).toBe(canMeasure());
});

it('coarse time tells what a process has spent, give or take two of its steps', () => {
  const own = () => Object.values(process.cpuUsage()).reduce((sum, micros) => sum + micros, 0);
  const [coarse, fine] = [coarseCpuMicros([process.pid]), own()];
  while (own() - fine < 60_000);
  const grown = coarseCpuMicros([process.pid]) - coarse;
  expect(grown >= 40_000).toBe(canMeasure());
});
