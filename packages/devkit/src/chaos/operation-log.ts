/** One intention of a client, from its first try to its last answer. */
export interface Operation {
  /** What it is called where it went wrong. */
  readonly kind: string;
  /** clientKey of a create, commandKey of the others. */
  readonly key: string;
  /** The record that it writes: that one's `subjectKey`. */
  readonly subjectKey: string;
  /** The event that it records; undefined for a write that nobody is told of. */
  readonly event: string | undefined;
  /** Makes the record, which keeps the key apart from those of its commands. */
  readonly creates?: boolean;
  /** Leaves the record in this state for good. */
  readonly endsIn?: string;
  /** `unknown`: no answer that settles it. It may or may not have happened, but never by half or twice. */
  outcome: 'acked' | 'refused' | 'unknown';
  tries: number;
  /** What an acknowledged create answered. */
  id?: string;
  /** The version that an acknowledged reply showed: what it made, or a later one. */
  version?: number;
}

/** What the database holds of a record that logged operations wrote. */
export interface StoredRecord {
  readonly id: string;
  /** By what the log knows it before its id is: of a request its clientKey. */
  readonly subjectKey: string;
  readonly version: number;
  readonly status: string;
  /** The last 32: a record is compared before it has more. */
  readonly commandKeys: readonly string[];
  /** With those of the tail that are not relayed yet. */
  readonly events: readonly StoredEvent[];
  /** The events in the tail: their notices are still with them. */
  readonly tailSeqs: readonly number[];
  /** What the outbox holds for it, as the number of the event and `<person> <kind>`. */
  readonly notices: readonly { readonly seq: number; readonly what: string }[];
}

export interface StoredEvent {
  readonly seq: number;
  readonly type: string;
  readonly facts?: Readonly<Record<string, unknown>>;
}

/** What is so of one kind of record. */
export interface RecordRules {
  /** Whether the record was made by a create, whose key is not among its commands, and each of its versions has an event. */
  readonly created: boolean;
  /** The events that a command of another record writes into this one. */
  readonly fromElsewhere: readonly string[];
  /** The least number of notices that an event owes. */
  owed(event: StoredEvent): number;
}

/** What the comparison found; each entry names an operation or a record. */
export interface Findings {
  /** Acknowledged, and not in the database. */
  readonly lost: readonly string[];
  /** Carried out more than once. */
  readonly duplicates: readonly string[];
  /** A write without its event, an event without its write, or a gap in the history. */
  readonly withoutEvent: readonly string[];
  /** An event whose notice is neither owed nor in the tail. */
  readonly withoutNotice: readonly string[];
  /** In the database without anyone having asked for it. */
  readonly strangers: readonly string[];
}

export const findingNames = ['lost', 'duplicates', 'withoutEvent', 'withoutNotice', 'strangers'] as const;
type Sets = Record<keyof Findings, Set<string>>;

/** Compares what was promised with what is there. */
export function checkLog(
  operations: readonly Operation[],
  stored: readonly StoredRecord[],
  rules: RecordRules,
): Findings {
  const sets = emptySets();
  const byKey = Map.groupBy(stored, ({ subjectKey }) => subjectKey);
  const known = Map.groupBy(operations, ({ subjectKey }) => subjectKey);

  for (const operation of operations) {
    const found = byKey.get(operation.subjectKey) ?? [];
    if (found.length > 1) sets.duplicates.add(operation.key);
    if (operation.outcome === 'acked' && !found.some((record) => holds(record, operation)))
      sets.lost.add(operation.key);
  }
  for (const record of stored) {
    const about = known.get(record.subjectKey);
    if (about === undefined) sets.strangers.add(record.id);
    checkEvents(record, rules, sets);
    checkCommands(record, { about: about ?? [], rules }, sets);
  }
  return listed(sets);
}

/** Of records on their own: whether their histories are whole and their notices owed. */
export function checkHistories(stored: readonly StoredRecord[], rules: RecordRules): Findings {
  const sets = emptySets();
  for (const record of stored) checkEvents(record, rules, sets);
  return listed(sets);
}

function holds(record: StoredRecord, { creates, key, id, version = 1, endsIn }: Operation): boolean {
  if (record.version < version) return false;
  if (creates) return record.id === id;
  return record.commandKeys.includes(key) && (endsIn === undefined || record.status === endsIn);
}

function checkEvents(record: StoredRecord, { created, owed }: RecordRules, sets: Sets): void {
  const { id, version, events } = record;
  const seqs = new Set(events.map(({ seq }) => seq));
  if (events.length > seqs.size) sets.duplicates.add(id);
  const isWhole = created
    ? seqs.size === version && Math.max(...seqs) === version && Math.min(...seqs) === 1
    : [...seqs].every((seq) => seq >= 1 && seq <= version);
  if (!isWhole) sets.withoutEvent.add(id);
  for (const event of events) {
    const { seq } = event;
    if (record.tailSeqs.includes(seq)) continue;
    const notices = record.notices.filter((one) => one.seq === seq).map(({ what }) => what);
    if (notices.length < owed(event)) sets.withoutNotice.add(id);
    if (new Set(notices).size < notices.length) sets.duplicates.add(id);
  }
}

/** Every write makes one version, and most an event: so versions, events and commands must tell the same. */
function checkCommands(
  { id, version, events, commandKeys }: StoredRecord,
  { about, rules }: { about: readonly Operation[]; rules: RecordRules },
  sets: Sets,
): void {
  const { created, fromElsewhere } = rules;
  if (new Set(commandKeys).size < commandKeys.length) sets.duplicates.add(id);
  const elsewhere = events.filter(({ type }) => fromElsewhere.includes(type)).length;
  // More versions than commands: one of them was carried out twice.
  if (version > commandKeys.length + elsewhere + (created ? 1 : 0)) sets.duplicates.add(id);
  const types = new Set([...events.map(({ type }) => type), ...about.flatMap(({ event }) => event ?? [])]);
  for (const type of types) {
    if (fromElsewhere.includes(type)) continue;
    const asked = about.filter(({ event }) => event === type);
    const acked = asked.filter(({ outcome }) => outcome === 'acked').length;
    const recorded = events.filter((one) => one.type === type).length;
    if (recorded < acked) sets.withoutEvent.add(id);
    if (recorded > asked.length) sets.duplicates.add(id);
  }
}

const emptySets = (): Sets => ({
  lost: new Set(),
  duplicates: new Set(),
  withoutEvent: new Set(),
  withoutNotice: new Set(),
  strangers: new Set(),
});

const listed = (sets: Sets): Findings => ({
  lost: [...sets.lost],
  duplicates: [...sets.duplicates],
  withoutEvent: [...sets.withoutEvent],
  withoutNotice: [...sets.withoutNotice],
  strangers: [...sets.strangers],
});

/** How many there are of each. */
export const countsOf = (findings: Findings): Record<keyof Findings, number> => ({
  lost: findings.lost.length,
  duplicates: findings.duplicates.length,
  withoutEvent: findings.withoutEvent.length,
  withoutNotice: findings.withoutNotice.length,
  strangers: findings.strangers.length,
});

/** What was found, for people. */
export const wordsOf = (findings: Findings): string[] =>
  findingNames.flatMap((name) => (findings[name].length > 0 ? [`${name}: ${findings[name].join(' ')}`] : []));
