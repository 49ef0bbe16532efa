/**
 * The stored string that newest-first lists sort and page by: milliseconds since 1970 in 12 hexadecimal digits, then the record's id.
 * One unique field, so a page boundary never skips or repeats an item.
 */
export const sortKey = (at: Date, id: string) => at.getTime().toString(16).padStart(12, '0') + id;
