import type { Principal } from '../auth/principal.ts';
import type { Deps } from '../deps.ts';

/** What every call sees. The token has been settled once for the whole HTTP request, before any door. */
export interface Context {
  deps: Deps;
  /** Null for a call without a token; a bad token never comes this far. */
  principal: Principal | null;
  /** Quoted in replies to 5xx, found in the log. */
  requestId: string;
}
