/** What somebody is typing, kept as they type so that a reload, a crash or a sign-in loses nothing. */
export interface DraftStore {
  read(key: string): Record<string, unknown> | undefined;
  write(key: string, draft: object): void;
  remove(key: string): void;
  /** Hands over what was typed before signing in; the person's own draft wins. */
  adopt(from: string, to: string): void;
}

const prefix = 'pmp.draft.';

/** Keeps drafts in `storage`. A full or forbidden storage costs the draft, never the form. */
export const draftStore = (storage: Storage): DraftStore => {
  const quietly = <T>(work: () => T): T | undefined => {
    try {
      return work();
    } catch {
      return undefined;
    }
  };
  const read = (key: string): Record<string, unknown> | undefined =>
    quietly(() => {
      const value: unknown = JSON.parse(storage.getItem(prefix + key) ?? 'null');
      return typeof value === 'object' && value !== null && !Array.isArray(value)
        ? Object.fromEntries(Object.entries(value))
        : undefined;
    });
  const write = (key: string, draft: object): void => {
    quietly(() => storage.setItem(prefix + key, JSON.stringify(draft)));
  };
  const remove = (key: string): void => {
    quietly(() => storage.removeItem(prefix + key));
  };
  return {
    read,
    write,
    remove,
    adopt: (from, to) => {
      const draft = read(from);
      if (draft === undefined) return;
      if (read(to) === undefined) write(to, draft);
      remove(from);
    },
  };
};
