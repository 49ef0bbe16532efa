import type { Sent } from '../../api/command-key.ts';
import type { Property } from '../../api/find-listed.ts';
import { emptyProperty, type PropertyValues, propertyValuesOf } from './property-values.ts';

type Kept = Record<string, unknown> | undefined;

const textOr = (value: unknown, fallback: string): string => (typeof value === 'string' ? value : fallback);
const entries = (value: unknown): Map<string, unknown> =>
  new Map(typeof value === 'object' && value !== null ? Object.entries(value) : []);

const readValues = (kept: unknown, start: PropertyValues): PropertyValues => {
  const draft = entries(kept);
  const address = entries(draft.get('address'));
  const kind = draft.get('kind');
  return {
    label: textOr(draft.get('label'), start.label),
    kind:
      kind === 'house' || kind === 'flat' || kind === 'mixed' || kind === 'commercial' ? kind : start.kind,
    address: {
      line1: textOr(address.get('line1'), start.address.line1),
      line2: textOr(address.get('line2'), start.address.line2),
      postalCode: textOr(address.get('postalCode'), start.address.postalCode),
      city: textOr(address.get('city'), start.address.city),
    },
    accessNotes: textOr(draft.get('accessNotes'), start.accessNotes),
  };
};

/** A new property while it is written, with what was sent of it last. */
export const readNewProperty = (draft: Kept): { values: PropertyValues; sent: Sent | undefined } => {
  const sent = entries(draft?.['sent']);
  const [payload, key] = [sent.get('payload'), sent.get('key')];
  return {
    values: readValues(draft, emptyProperty),
    sent: typeof payload === 'string' && typeof key === 'string' ? { payload, key } : undefined,
  };
};

/** What is typed about a property, on top of what was seen of it, and in which version. */
export interface PropertyEdit {
  values: PropertyValues;
  seen: PropertyValues;
  version: number;
}

/** What was typed before a reload. What does not say on top of what it was typed is dropped: it could undo others' changes. */
export const readPropertyEdit = (draft: Kept, property: Property): PropertyEdit => {
  const stored = propertyValuesOf(property);
  const version = draft?.['version'];
  if (typeof version !== 'number') return { values: stored, seen: stored, version: property.version };
  return {
    values: readValues(draft?.['values'], stored),
    seen: readValues(draft?.['seen'], stored),
    version,
  };
};
