import type { core } from 'zod/mini';

/**
 * For a refinement that looks at several fields at once: it is asked only when each of them is right by itself. zod goes on after a value
 * that is too large or on no calendar, and hands over what was sent: text in place of a Date, a number that no sum can take.
 */
export const whenSound = { when: ({ issues }: core.ParsePayload) => issues.length === 0 };
