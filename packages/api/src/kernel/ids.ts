import { randomInt } from 'node:crypto';

/** Makes the identifiers of new records, injected so that tests can foresee them. */
export interface Ids {
  /** 24 hexadecimal characters, unique over all processes. */
  record(): string;
  /** `PM-` and 8 random Crockford characters (40 bits); a collision is refused by the database and drawn again. */
  requestNumber(): string;
}

const crockford = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Node keeps random numbers of this kind in stock; asking for bytes costs several times as much. */
const requestNumber = () => {
  let number = 'PM-';
  for (let place = 0; place < 8; place += 1) number += crockford.charAt(randomInt(32));
  return number;
};

/** `record` comes from the database layer, which knows the shape of its ids. */
export const createIds = (record: () => string): Ids => ({ record, requestNumber });
