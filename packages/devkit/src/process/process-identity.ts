import { readFileSync } from 'node:fs';

/**
 * When a process began, where the system tells (Linux); '' elsewhere. A process id alone is not enough to know a
 * process again: ids are given anew, and in a container the same small ones come at every start.
 */
export function processBegan(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name in brackets may hold spaces; the fields after it are the 3rd and following, the 22nd is the start.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return '';
  }
}
