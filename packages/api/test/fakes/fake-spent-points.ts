import type { Spent, SpentPoints } from '../../src/modules/limit/limit.ports.ts';

const idOf = ({ key, window }: Omit<Spent, 'points'>) => `${window}:${key}`;

export const fakeSpentPoints = (): SpentPoints => {
  const stored = new Map<string, Spent>();
  return {
    add: async (all) => {
      for (const one of all) {
        const points = (stored.get(idOf(one))?.points ?? 0) + one.points;
        stored.set(idOf(one), { ...one, points });
      }
    },
    totals: async (asked) => asked.flatMap((one) => structuredClone(stored.get(idOf(one)) ?? [])),
  };
};
