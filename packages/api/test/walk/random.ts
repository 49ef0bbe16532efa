/** The same choices in every run. */
export const choices = (seed: number) => {
  let state = seed;
  const next = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  const int = (below: number) => Math.floor(next() * below);
  return {
    int,
    oneIn: (many: number) => int(many) === 0,
    pick: <Item>(items: readonly Item[]): Item => {
      const item = items[int(items.length)];
      if (item === undefined) throw new Error('There is nothing to pick from');
      return item;
    },
  };
};

export type Choices = ReturnType<typeof choices>;
