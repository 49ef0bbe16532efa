/**
 * The same without its undefined parts. A caller may send an optional field as undefined, and BSON would store that
 * as null, which no view allows: the record could be written and never read again.
 */
export const defined = <Value extends object>(value: Value): Value =>
  Object.fromEntries(Object.entries(value).filter(([, part]) => part !== undefined)) as Value;
