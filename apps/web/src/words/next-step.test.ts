import { requestStatuses, waitingOn } from '@pmp/contracts/lifecycle';
import { expect, test } from 'vitest';
import { nextStep, stageOf, stages, whoseTurn } from './next-step.ts';
import { statusWords } from './status.ts';

const usual = {
  award: null,
  windows: null,
  hold: null,
  invoice: null,
  resolution: null,
  reopenCount: 0,
};

test('every status has words, a shape, and a next step that is a sentence', () => {
  const words = requestStatuses.map((status) => statusWords[status].word);
  expect(new Set(words).size).toBe(requestStatuses.length);
  for (const status of requestStatuses) {
    expect(statusWords[status].icon).toBeTruthy();
    expect(nextStep({ ...usual, status })).toMatch(/^[A-Z].*\.$/);
  }
});

test('what is so besides the state is said', () => {
  const at = new Date(0);
  const money = { minor: 1, currency: 'USD' };
  const award = {
    contractorId: 'c',
    quoteId: null,
    revision: null,
    agreed: money,
    awardedAt: at,
    acceptedAt: at,
    acceptDueAt: null,
    changeOrders: [],
  };
  const hold = { by: 'official', from: 'in_progress', since: at, until: null } as const;
  const windows = { by: 'contractor', zone: 'Europe/Berlin', windows: [] } as const;
  const changeOrders = [{ id: 'o', total: money, state: 'proposed' as const }];
  const said = [
    nextStep({ ...usual, status: 'submitted', reopenCount: 1 }),
    nextStep({ ...usual, status: 'assigned', award: { ...award, acceptedAt: null } }),
    nextStep({ ...usual, status: 'assigned', award, windows: { ...windows, windows: [] } }),
    nextStep({ ...usual, status: 'in_progress', award: { ...award, changeOrders } }),
    nextStep({ ...usual, status: 'on_hold', award, hold: { ...hold, reason: 'stop_work' } }),
    nextStep({ ...usual, status: 'closed', award, invoice: { id: 'i', total: money, state: 'published' } }),
    nextStep({ ...usual, status: 'rejected', resolution: 'duplicate' }),
  ];
  const usually = requestStatuses.map((status) => nextStep({ ...usual, status }));
  expect(new Set([...said, ...usually]).size).toBe(said.length + usually.length);
  for (const sentence of said) expect(sentence).toMatch(/^[A-Z].*\.$/);
  expect(nextStep({ ...usual, status: 'on_hold', award, hold: { ...hold, reason: 'parts' } })).toBe(
    nextStep({ ...usual, status: 'on_hold' }),
  );
});

test('nobody is told to act before there is something to do', () => {
  expect(whoseTurn({ status: 'submitted', waitingOn: 'homeowner' })).toBe('');
  expect(whoseTurn({ status: 'completed', waitingOn: 'homeowner' })).toBe('Waiting for you');
  for (const turn of waitingOn)
    expect(whoseTurn({ status: 'quoting', waitingOn: turn })).not.toContain('undefined');
});

test('the way to a repair only goes forward, and is past its end when closed', () => {
  const way = [
    'submitted',
    'quoting',
    'assigned',
    'scheduled',
    'in_progress',
    'completed',
    'closed',
  ] as const;
  const at = way.map((status) => stageOf(status) ?? -1);
  expect(at).toEqual(at.toSorted((a, b) => a - b));
  expect(stageOf('closed')).toBe(stages.length);
  expect(stageOf('cancelled')).toBeUndefined();
});
