/** What the HTTP server puts up with. Tests shorten the times. */
export interface Limits {
  bodyBytes: number;
  /** A GET carries its input in the URL; packages/client stays below 2000. */
  urlBytes: number;
  /** A batch of ten calls is one path parameter; much longer ones would only feed slow patterns. */
  pathParameter: number;
  /** Until all headers are there. */
  headersMs: number;
  /** Until the body is there, too. */
  requestMs: number;
  /** How often Node looks for requests that are late, which it then adds to both. */
  lateCheckMs: number;
  keepAliveMs: number;
  requestsPerSocket: number;
  /** How long a stream's reader may take nothing. */
  stalledMs: number;
}

/** Headers within 15 s and bodies within 120 s, counted with the time until somebody looks. */
export const defaultLimits: Limits = {
  bodyBytes: 100 * 1024,
  urlBytes: 8 * 1024,
  pathParameter: 1000,
  headersMs: 13_000,
  requestMs: 118_000,
  lateCheckMs: 2_000,
  keepAliveMs: 65_000,
  requestsPerSocket: 1000,
  stalledMs: 60_000,
};
