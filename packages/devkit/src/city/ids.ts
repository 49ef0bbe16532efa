import { createHash } from 'node:crypto';

const crockford = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/**
 * The ids of what is made under a label: the same on every machine, and in a run that completes another, however much of the label's
 * work was done already.
 */
export const idsOf = (label: string) => {
  let made = 0;
  const next = () => {
    made += 1;
    return createHash('sha256').update(`${label}/${made}`).digest();
  };
  return {
    record: () => next().toString('hex', 0, 12),
    requestNumber: () =>
      `PM-${Array.from(next().subarray(0, 8), (byte) => crockford.charAt(byte & 31)).join('')}`,
  };
};
