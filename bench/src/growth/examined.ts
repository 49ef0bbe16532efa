/** What a server did to answer one command, from its explain. */
export interface Examined {
  readonly returned: number;
  readonly keys: number;
  readonly documents: number;
  /** Index scans: each may look at one key past its end. */
  readonly scans: number;
  /** It sorted in memory what an index could have given in order. */
  readonly sorts: boolean;
  /** It looked at the whole collection. */
  readonly wholeCollection: boolean;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The stages of a plan, whatever they are nested in. */
const stagesOf = (plan: unknown): string[] => {
  if (!isRecord(plan)) return [];
  const inner = [plan['inputStage'], plan['outerStage'], plan['innerStage'], plan['queryPlan']];
  const more = Array.isArray(plan['inputStages']) ? (plan['inputStages'] as unknown[]) : [];
  const own = typeof plan['stage'] === 'string' ? [plan['stage']] : [];
  return [...own, ...[...inner, ...more].flatMap(stagesOf)];
};

const numberOf = (record: Record<string, unknown>, name: string): number => {
  const value = record[name];
  if (typeof value !== 'number') throw new Error(`The explain of this server has no ${name}.`);
  return value;
};

/** Reads an explain with `executionStats`. Throws when the server tells no such thing: nothing is claimed then. */
export const examinedBy = (explain: unknown): Examined => {
  const stats = isRecord(explain) ? explain['executionStats'] : undefined;
  if (!isRecord(stats)) throw new Error('The server explains without executionStats.');
  const planner = isRecord(explain) && isRecord(explain['queryPlanner']) ? explain['queryPlanner'] : {};
  const executed = stagesOf(stats['executionStages']);
  const planned = stagesOf(planner['winningPlan']);
  const stages = executed.length > 0 ? executed : planned;
  // An imitation may leave out of what it executed what its plan admits to.
  const all = [...executed, ...planned];
  const scans = stages.filter(
    (stage) => stage === 'IXSCAN' || stage === 'IDHACK' || stage === 'EXPRESS_IXSCAN',
  );
  return {
    returned: numberOf(stats, 'nReturned'),
    keys: numberOf(stats, 'totalKeysExamined'),
    documents: numberOf(stats, 'totalDocsExamined'),
    scans: scans.length,
    sorts: all.includes('SORT') || all.includes('SORT_KEY_GENERATOR'),
    wholeCollection: all.includes('COLLSCAN'),
  };
};

/** In words, what of it breaks the budget: keys within what is returned and the scans, documents within 1.5 times. */
export const examinedFaults = ({ returned, keys, documents, scans, ...plan }: Examined): string[] => [
  ...(plan.sorts ? ['sorts in memory'] : []),
  ...(plan.wholeCollection ? ['looks at the whole collection'] : []),
  ...(keys > returned + scans ? [`examines ${keys} keys for ${returned} results of ${scans} scans`] : []),
  ...(documents > 1.5 * returned ? [`examines ${documents} documents for ${returned} results`] : []),
];
