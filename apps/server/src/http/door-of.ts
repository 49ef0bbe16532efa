/** Whose manners an answer to this URL has: tRPC's envelope below its prefix, FastAPI's `detail` everywhere else. */
export const doorOf = (url: string): 'trpc' | 'rest' => (/^\/trpc(?:[/?#]|$)/.test(url) ? 'trpc' : 'rest');
