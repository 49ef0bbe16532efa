/** What somebody is typing, kept as they type so that a reload, a crash or a sign-in loses nothing. */
export interface DraftStore {
  read(key: string): Record<string, unknown> | undefined;
  write(key: string, draft: object): void;
  remove(key: string): void;
  /** Hands over what was typed before signing in. What the person had begun themselves is set aside until `resume`. */
  adopt(from: string, to: string): void;
  /** Brings back what was set aside, if nothing else is there. */
  resume(key: string): void;
}

const prefix = 'pmp.draft.';
const aside = (key: string) => `${key}.aside`;

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
  const write = (key: string, draft: object): boolean =>
    quietly(() => {
      storage.setItem(prefix + key, JSON.stringify(draft));
      return true;
    }) ?? false;
  const remove = (key: string): void => {
    quietly(() => storage.removeItem(prefix + key));
  };
  /** What finds no room stays where it was. */
  const move = (from: string, to: string): void => {
    const draft = read(from);
    if (draft === undefined) return;
    move(to, aside(to));
    if (read(to) === undefined && write(to, draft)) remove(from);
  };
  const resume = (key: string): void => {
    if (read(key) !== undefined || read(aside(key)) === undefined) return;
    move(aside(key), key);
    resume(aside(key));
  };
  return { read, write, remove, adopt: move, resume };
};
