import { hash } from 'node:crypto';

/** What is undefined stays: JSON leaves it out. */
const canonical = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(canonical);
  if (value === null || typeof value !== 'object' || value instanceof Date) return value;
  const keys = Object.keys(value).sort();
  return Object.fromEntries(keys.map((key) => [key, canonical(Reflect.get(value, key))]));
};

const digestOf = (payload: object, encoding: 'base64url' | 'hex') =>
  hash('sha256', JSON.stringify(canonical(payload)), encoding);

/**
 * A digest of what a command asks for, whatever the order of its keys: tells a retry from another command under a used key.
 * 96 bits, since a record keeps many of them.
 */
export const payloadHash = (payload: object) => digestOf(payload, 'base64url').slice(0, 16);

/** The id of the record that a command makes: the same whenever it is sent again, and another's for any other payload. */
export const derivedId = (payload: object) => digestOf(payload, 'hex').slice(0, 24);
