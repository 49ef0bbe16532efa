import { readWire } from './wire-read.ts';
import { writeWire } from './wire-write.ts';

const codec = { serialize: writeWire, deserialize: readWire };

/**
 * The transformer for `initTRPC`: superjson's format on the wire, so that clients use superjson itself, without its
 * costs and holes on the server. A client must not use this one: it writes no referential equalities, which is right
 * for replies, but its own messages and a server of another version are superjson's business.
 */
export const wire = { input: codec, output: codec };
