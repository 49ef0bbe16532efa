import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where downloads that outlive a checkout are kept: the user's cache folder. */
export function cacheDir(env: NodeJS.ProcessEnv): string {
  const base = env['XDG_CACHE_HOME'] || env['LOCALAPPDATA'] || join(env['HOME'] || homedir(), '.cache');
  return join(base, 'property-maintenance-platform');
}
