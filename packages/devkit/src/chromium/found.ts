/** A Chromium to give to playwright's `launch`: `{ executablePath, env: { ...process.env, ...env } }`. */
export interface Chromium {
  executablePath: string;
  /** Variables that it needs besides the usual ones. */
  env: Record<string, string>;
  /** Where it comes from, for people. */
  from: string;
}
