import { describe, expect, it } from 'vitest';
import { examinedBy, examinedFaults } from './examined.ts';

const explainOf = (stages: object, totals: { nReturned: number; keys: number; docs: number }) => ({
  queryPlanner: { winningPlan: stages },
  executionStats: {
    nReturned: totals.nReturned,
    totalKeysExamined: totals.keys,
    totalDocsExamined: totals.docs,
    executionStages: stages,
  },
});

const page = explainOf(
  { stage: 'LIMIT', inputStage: { stage: 'FETCH', inputStage: { stage: 'IXSCAN' } } },
  { nReturned: 21, keys: 21, docs: 21 },
);

describe('examinedBy', () => {
  it('counts the scans, wherever they are', () => {
    expect(examinedBy(page)).toMatchObject({ returned: 21, keys: 21, documents: 21, scans: 1, sorts: false });
    const merged = explainOf(
      {
        stage: 'FETCH',
        inputStage: { stage: 'SORT_MERGE', inputStages: [{ stage: 'IXSCAN' }, { stage: 'IXSCAN' }] },
      },
      { nReturned: 20, keys: 22, docs: 20 },
    );
    expect(examinedBy(merged)).toMatchObject({ scans: 2, sorts: false });
    expect(examinedFaults(examinedBy(merged))).toEqual([]);
  });

  it('believes a plan that sorts, also when the execution does not tell', () => {
    const quiet = explainOf(
      { stage: 'FETCH', inputStage: { stage: 'IXSCAN' } },
      { nReturned: 5, keys: 5, docs: 5 },
    );
    const plan = { stage: 'SORT', inputStage: { stage: 'COLLSCAN' } };
    expect(examinedBy({ ...quiet, queryPlanner: { winningPlan: plan } })).toMatchObject({
      scans: 1,
      sorts: true,
      wholeCollection: true,
    });
  });

  it('claims nothing of a server that does not tell', () => {
    expect(() => examinedBy({ ok: 1 })).toThrow('without executionStats');
    expect(() => examinedBy({ executionStats: { nReturned: 1 } })).toThrow('totalKeysExamined');
  });
});

describe('examinedFaults', () => {
  it.each([
    [
      'sorts in memory',
      { stage: 'SORT', inputStage: { stage: 'IXSCAN' } },
      { nReturned: 5, keys: 5, docs: 5 },
    ],
    ['looks at the whole collection', { stage: 'COLLSCAN' }, { nReturned: 5, keys: 0, docs: 5 }],
    ['examines 7 keys for 5 results of 1 scans', { stage: 'IXSCAN' }, { nReturned: 5, keys: 7, docs: 5 }],
    ['examines 8 documents for 5 results', { stage: 'IXSCAN' }, { nReturned: 5, keys: 6, docs: 8 }],
  ])('names what %s', (fault, stages, totals) => {
    expect(examinedFaults(examinedBy(explainOf(stages, totals)))).toEqual([fault]);
  });

  it('finds none in a page', () => {
    expect(examinedFaults(examinedBy(page))).toEqual([]);
  });
});
