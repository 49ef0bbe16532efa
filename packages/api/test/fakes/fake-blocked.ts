import type { BlockedPeople } from '../../src/modules/person/person.ports.ts';

/** Knows what it was told; `lose` makes it one that has not heard from the database for too long. */
export const fakeBlocked = () => {
  const people = new Set<string>();
  let current = true;
  const blocked: BlockedPeople = {
    has: (personId) => people.has(personId),
    isCurrent: () => current,
    note: ({ personId, state }) => void (state === 'active' ? people.delete(personId) : people.add(personId)),
    onBlocked: () => () => {},
  };
  return {
    ...blocked,
    lose: () => {
      current = false;
    },
  };
};
