import { holdReasons } from '@pmp/contracts/lifecycle';
import { expect, test } from 'vitest';
import { contractors } from './contractors.ts';
import type { DeedName } from './deed.ts';
import { day } from './moment.ts';
import { planCity } from './plan-city.ts';

const { requests } = planCity();
const deeds = requests.flatMap(({ steps }) => steps);
const how = (name: DeedName) => deeds.filter((step) => step.do === name).length;

test('the plan is the same every time, and whole', () => {
  expect(planCity().requests).toEqual(requests);
  expect(requests).toHaveLength(240);
  expect(new Set(requests.map(({ report }) => report.clientKey)).size).toBe(240);
});

test('a believable share of it comes to something, and every deed is done', () => {
  for (const [name, least] of [
    ['edit', 15],
    ['cancel', 20],
    ['reject', 10],
    ['reinstate', 3],
    ['invite', 50],
    ['quote', 50],
    ['accept', 30],
    ['complete', 15],
    ['invoice', 5],
    ['pay', 5],
  ] as const) {
    expect([name, how(name)]).toEqual([name, expect.toSatisfy((count: number) => count >= least)]);
  }
  for (const once of [
    'merge',
    'withdraw',
    'acceptOffer',
    'release',
    'approve',
    'decline',
    'sendBack',
    'reopen',
  ] as const) {
    expect([once, how(once)]).toEqual([once, 1]);
  }
  const held = deeds.flatMap((step) => (step.do === 'hold' ? step.fields.holdReason : []));
  expect(new Set([...held, ...(how('stopWork') > 0 ? ['stop_work'] : [])])).toEqual(new Set(holdReasons));
});

test('up to four contractors quote, and two of all revise', () => {
  const quoted = requests.map(({ steps }) => steps.flatMap((step) => (step.do === 'quote' ? step.by : [])));
  const several = quoted.filter((by) => by.length > 0);
  expect(new Set(several.map((by) => new Set(by).size))).toEqual(new Set([1, 2, 3, 4]));
  expect(several.filter((by) => new Set(by).size < by.length)).toHaveLength(2);
});

test('what is done is done in order, after the report and before the day on which the city is filled', () => {
  for (const { at, steps } of requests) {
    const moments = [at, ...steps.map((step) => step.at)];
    expect(moments).toEqual(moments.toSorted((a, b) => b - a));
    expect(Math.min(...moments)).toBeGreaterThan(0);
  }
});

test('some quotes have run out by now, most have not', () => {
  const waiting = requests.filter(
    ({ steps }) => steps.some((step) => step.do === 'quote') && !steps.some((step) => step.do === 'accept'),
  );
  const ends = waiting.flatMap(({ steps }) =>
    steps.flatMap((step) => (step.do === 'quote' ? step.validUntil : [])),
  );
  expect(ends.filter((until) => until > 0).length).toBeGreaterThan(1);
  expect(ends.filter((until) => until < 0).length).toBeGreaterThan(5);
});

test('what lies ahead lies two days ahead at least', () => {
  const ahead = deeds.flatMap((step) => {
    if (step.do === 'confirmWindow' && step.start < 0) return [step.start];
    if (step.do === 'hold') return step.until ?? [];
    return step.do === 'invite' ? (step.dueAt ?? []) : [];
  });
  expect(ahead.length).toBeGreaterThan(5);
  expect(Math.max(...ahead)).toBeLessThanOrEqual(day(2));
});

test('whoever is left or asked anew is done with: nothing comes after it', () => {
  for (const { steps } of requests) {
    const left = steps.findIndex((step) => step.do === 'release' || step.do === 'reopen');
    expect([-1, steps.length - 1]).toContain(left);
  }
});

test('both homeowners who can sign in have requests, and so have their neighbours', () => {
  const counts = Map.groupBy(requests, ({ owner }) => owner.name);
  expect(counts.get('Hannah Berg')).toHaveLength(14);
  expect(counts.get('Henry Okafor')).toHaveLength(9);
  expect(counts.size).toBeGreaterThan(20);
});

test('ten contractors: one whose licence is over, one whose is over soon, some with nothing to do', () => {
  expect(contractors).toHaveLength(10);
  const ends = contractors.flatMap(({ licences }) => licences.map(({ until }) => until));
  expect(ends.filter((until) => until > 0)).toHaveLength(1);
  expect(ends.filter((until) => until < 0 && until > day(30))).toHaveLength(1);
  const chosen = new Set(deeds.flatMap((step) => (step.do === 'accept' ? step.by : [])));
  expect(contractors.filter(({ key }) => !chosen.has(key)).length).toBeGreaterThanOrEqual(2);
  expect(new Set(contractors.map(({ profile }) => profile.serviceArea.kind)).size).toBe(2);
});
