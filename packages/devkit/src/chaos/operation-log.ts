/** One intention of a client, from its first try to its last answer. */
export interface Operation {
  readonly kind: 'create' | 'update' | 'cancel';
  /** clientKey of a create, commandKey of the others. */
  readonly key: string;
  /** The clientKey of the request that it is about. */
  readonly subjectKey: string;
  /** `unknown`: no answer that settles it. It may or may not have happened, but never by half or twice. */
  outcome: 'acked' | 'refused' | 'unknown';
  tries: number;
  /** What an acknowledged create answered. */
  id?: string;
  /** The version that an acknowledged reply showed: what it made, or a later one. */
  version?: number;
}

/** What the database holds of a request that a logged operation created. */
export interface StoredRequest {
  readonly id: string;
  readonly clientKey: string;
  readonly version: number;
  readonly status: string;
  readonly commandKeys: readonly string[];
  /** Each as `seq` and `type`, with those of the tail that are not relayed yet. */
  readonly events: readonly { readonly seq: number; readonly type: string }[];
  /** The events in the tail: their notices are still with them. */
  readonly tailSeqs: readonly number[];
  /** The seq of each notice in the outbox. */
  readonly outboxSeqs: readonly number[];
}

/** What the comparison found; each entry names an operation or a request. */
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

const eventOf = { create: 'submitted', update: 'edited', cancel: 'cancelled' } as const;
const typesWithNotice: ReadonlySet<string> = new Set(['submitted', 'cancelled']);

/** Compares what was promised with what is there. */
export function checkLog(operations: readonly Operation[], stored: readonly StoredRequest[]): Findings {
  const findings = {
    lost: new Set<string>(),
    duplicates: new Set<string>(),
    withoutEvent: new Set<string>(),
    withoutNotice: new Set<string>(),
    strangers: new Set<string>(),
  };
  const byKey = Map.groupBy(stored, ({ clientKey }) => clientKey);
  const known = Map.groupBy(operations, ({ subjectKey }) => subjectKey);

  for (const operation of operations) {
    const found = byKey.get(operation.subjectKey) ?? [];
    if (operation.kind === 'create' && found.length > 1) findings.duplicates.add(operation.key);
    if (operation.outcome === 'acked' && !found.some((request) => holds(request, operation)))
      findings.lost.add(operation.key);
  }
  for (const request of stored) {
    const about = known.get(request.clientKey);
    if (about === undefined) findings.strangers.add(request.id);
    checkHistory(request, about ?? [], findings);
  }
  return {
    lost: [...findings.lost],
    duplicates: [...findings.duplicates],
    withoutEvent: [...findings.withoutEvent],
    withoutNotice: [...findings.withoutNotice],
    strangers: [...findings.strangers],
  };
}

function holds(request: StoredRequest, { kind, key, id, version = 1 }: Operation): boolean {
  if (request.version < version) return false;
  if (kind === 'create') return request.id === id;
  return request.commandKeys.includes(key) && (kind !== 'cancel' || request.status === 'cancelled');
}

/** Every write makes one version and one event of that number: so versions, events and commands must tell the same. */
function checkHistory(
  request: StoredRequest,
  about: readonly Operation[],
  findings: Pick<Record<keyof Findings, Set<string>>, 'duplicates' | 'withoutEvent' | 'withoutNotice'>,
): void {
  const { id, version, events, commandKeys } = request;
  const seqs = new Set(events.map(({ seq }) => seq));
  if (seqs.size !== version || Math.max(...seqs) !== version || Math.min(...seqs) !== 1)
    findings.withoutEvent.add(id);
  if (events.length > seqs.size || new Set(commandKeys).size < commandKeys.length)
    findings.duplicates.add(id);
  // More versions than commands (and the create): one of them was carried out twice.
  if (version > commandKeys.length + 1) findings.duplicates.add(id);
  for (const kind of ['create', 'update', 'cancel'] as const) {
    const acked = about.filter(
      (operation) => operation.kind === kind && operation.outcome === 'acked',
    ).length;
    const recorded = events.filter(({ type }) => type === eventOf[kind]).length;
    if (recorded < acked) findings.withoutEvent.add(id);
    if (recorded > about.filter((operation) => operation.kind === kind).length) findings.duplicates.add(id);
  }
  for (const { seq, type } of events) {
    if (!typesWithNotice.has(type) || request.tailSeqs.includes(seq)) continue;
    const owed = request.outboxSeqs.filter((one) => one === seq).length;
    if (owed === 0) findings.withoutNotice.add(id);
    if (owed > 1) findings.duplicates.add(id);
  }
}
