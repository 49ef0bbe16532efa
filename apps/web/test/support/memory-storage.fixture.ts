/** A browser's storage, in memory. Without room it refuses what is new, as a full one does. */
export const memoryStorage = (entries: Record<string, string> = {}, hasRoom = () => true): Storage => {
  const kept = new Map(Object.entries(entries));
  return {
    get length() {
      return kept.size;
    },
    clear: () => kept.clear(),
    getItem: (key) => kept.get(key) ?? null,
    key: (index) => [...kept.keys()][index] ?? null,
    removeItem: (key) => void kept.delete(key),
    setItem: (key, value) => {
      if (!hasRoom()) throw new DOMException('full', 'QuotaExceededError');
      kept.set(key, value);
    },
  };
};
