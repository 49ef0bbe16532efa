import type { Document } from 'mongodb';

// How the reference's documents are read. Its source is not ours: names are taken in snake and camel case, and what
// is absent gets a plain default. See docs/adr/0005.

const categories = new Set([
  'plumbing',
  'heating',
  'cooling',
  'electrical',
  'roofing',
  'structural',
  'windows-doors',
  'appliance',
  'pest',
  'mould',
  'landscaping',
]);

const statuses: Readonly<Record<string, 'submitted' | 'closed' | 'cancelled'>> = {
  completed: 'closed',
  closed: 'closed',
  done: 'closed',
  resolved: 'closed',
  cancelled: 'cancelled',
  canceled: 'cancelled',
};

const priorities: Readonly<Record<string, 'low' | 'normal' | 'high' | 'urgent'>> = {
  low: 'low',
  medium: 'normal',
  normal: 'normal',
  high: 'high',
  urgent: 'urgent',
  emergency: 'urgent',
};

const text = (doc: Document, ...names: readonly string[]): string | undefined => {
  for (const name of names) {
    const value: unknown = doc[name];
    if (typeof value === 'string' && value.trim() !== '') return value.trim();
  }
  return undefined;
};

const time = (doc: Document, ...names: readonly string[]): Date | undefined => {
  for (const name of names) {
    const value: unknown = doc[name];
    const date = value instanceof Date ? value : typeof value === 'string' ? new Date(value) : undefined;
    if (date !== undefined && !Number.isNaN(date.getTime())) return date;
  }
  return undefined;
};

const word = (value: string | undefined) => value?.toLowerCase().replace(/[\s_]+/g, '-') ?? '';

const addressOf = (doc: Document) => {
  const value: unknown = doc['address'] ?? doc['property_address'] ?? doc['propertyAddress'];
  const parts: Document = typeof value === 'object' && value !== null ? value : doc;
  return {
    line1: typeof value === 'string' ? value : (text(parts, 'line1', 'street', 'address_line1') ?? ''),
    city: text(parts, 'city') ?? '',
    postalCode: text(parts, 'postalCode', 'postal_code', 'zip', 'zip_code') ?? '',
  };
};

/** What a document of the reference says, in our words. */
export const readReferenceDocument = (doc: Document, now: Date) => {
  const createdAt = time(doc, 'created_at', 'createdAt') ?? now;
  const category = word(text(doc, 'category', 'type'));
  return {
    /** The token's subject of whoever reported it. */
    subject: text(doc, 'homeowner_id', 'homeownerId', 'user_id', 'userId', 'owner_id', 'created_by', 'sub'),
    title: text(doc, 'title', 'name') ?? 'Maintenance request',
    description: text(doc, 'description', 'details') ?? '',
    category: categories.has(category) ? category : 'other',
    priority: priorities[word(text(doc, 'priority', 'urgency'))] ?? ('normal' as const),
    status: statuses[word(text(doc, 'status'))] ?? ('submitted' as const),
    address: addressOf(doc),
    createdAt,
    updatedAt: time(doc, 'updated_at', 'updatedAt') ?? createdAt,
  };
};
