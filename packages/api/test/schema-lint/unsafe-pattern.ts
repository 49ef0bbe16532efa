interface Group {
  /** Holds a repetition without an end, or a choice: repeating it can backtrack without bound. */
  branches: boolean;
}

const unbounded = /^(?:[*+]|\{\d+,\})/;
const quantifier = /^(?:[*+?]|\{\d+(?:,\d*)?\})\??/;

/**
 * Why a regular expression might take exponential time; undefined when it can't.
 * Strict rather than clever: it refuses every endless repetition of a group that itself repeats or chooses.
 */
export const unsafePattern = (pattern: string): string | undefined => {
  const open: Group[] = [];
  let inClass = false;
  for (let at = 0; at < pattern.length; at += 1) {
    const char = pattern.charAt(at);
    if (char === '\\') {
      if (!inClass && /[1-9k]/.test(pattern.charAt(at + 1))) return 'refers back to a group';
      at += 1;
    } else if (inClass) {
      inClass = char !== ']';
    } else if (char === '[') {
      inClass = true;
    } else if (char === '(') {
      open.push({ branches: false });
    } else if (char === '|') {
      const group = open.at(-1);
      if (group) group.branches = true;
    } else if (char === ')') {
      const closed = open.pop();
      const repeated = unbounded.test(pattern.slice(at + 1));
      if (closed?.branches && repeated) return 'repeats a group that repeats or chooses';
      const outer = open.at(-1);
      if (outer && (closed?.branches || repeated)) outer.branches = true;
      at += quantifier.exec(pattern.slice(at + 1))?.[0].length ?? 0;
    } else if (unbounded.test(pattern.slice(at))) {
      const group = open.at(-1);
      if (group) group.branches = true;
    }
  }
  return undefined;
};
