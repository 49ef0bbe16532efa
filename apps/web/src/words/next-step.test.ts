import { requestStatuses, waitingOn } from '@pmp/contracts/lifecycle';
import { expect, test } from 'vitest';
import { nextStep, stageOf, stages, whoseTurn } from './next-step.ts';
import { statusWords } from './status.ts';

test('every status has words, a shape, and a next step that is a sentence', () => {
  const words = requestStatuses.map((status) => statusWords[status].word);
  expect(new Set(words).size).toBe(requestStatuses.length);
  for (const status of requestStatuses) {
    expect(statusWords[status].icon).toBeTruthy();
    expect(nextStep({ status })).toMatch(/^[A-Z].*\.$/);
  }
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
