import { expect, test } from 'vitest';
import { planCity } from './plan-city.ts';

test('the plan is the same every time, and whole', () => {
  const plan = planCity();
  expect(planCity()).toEqual(plan);
  expect(plan.requests).toHaveLength(240);
  expect(new Set(plan.requests.map(({ report }) => report.clientKey)).size).toBe(240);
  expect(plan.requests.filter(({ cancel }) => cancel).length).toBeGreaterThan(20);
  expect(plan.requests.filter(({ edit }) => edit).length).toBeGreaterThan(15);
  const rejections = plan.requests.flatMap(({ reject }) => reject ?? []);
  expect(rejections.length).toBeGreaterThan(10);
  expect(rejections.filter(({ reinstate }) => reinstate).length).toBeGreaterThan(3);
  expect(plan.requests.filter(({ reject, cancel }) => reject && cancel)).toEqual([]);
});

test('nothing happens before it is reported or after now', () => {
  for (const { minutesAgo, edit, reject, cancel } of planCity().requests) {
    const moments = [
      minutesAgo,
      edit?.minutesAgo,
      reject?.minutesAgo,
      reject?.reinstate?.minutesAgo,
      cancel?.minutesAgo,
    ].filter((moment) => moment !== undefined);
    expect(moments).toEqual(moments.toSorted((a, b) => b - a));
    expect(Math.min(...moments)).toBeGreaterThan(0);
  }
});

test('both homeowners who can sign in have requests, and so have their neighbours', () => {
  const counts = Map.groupBy(planCity().requests, ({ owner }) => owner.name);
  expect(counts.get('Hannah Berg')).toHaveLength(14);
  expect(counts.get('Henry Okafor')).toHaveLength(9);
  expect(counts.size).toBeGreaterThan(20);
});
