/** The prefix as itself or with any of its letters escaped: the router, too, takes both. */
const trpcPath = /^\/(?:t|%74)(?:r|%72)(?:p|%70)(?:c|%63)(?:[/?#]|$)/;

/** Whose manners an answer to this URL has: tRPC's envelope below its prefix, FastAPI's `detail` everywhere else. */
export const doorOf = (url: string): 'trpc' | 'rest' => (trpcPath.test(url) ? 'trpc' : 'rest');
