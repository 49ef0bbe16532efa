import type { Expected, Row } from './matrix.ts';
import type { Fixture } from './plant.ts';

const everybody: Expected = {
  anonymous: 'ok',
  owner: 'ok',
  otherHomeowner: 'ok',
  assignedContractor: 'ok',
  otherContractor: 'ok',
  official: 'ok',
  officialElsewhere: 'ok',
  noRole: 'ok',
  twoRoles: 'ok',
};

/** Any homeowner, about what is theirs. `twoRoles` is a homeowner and a contractor. */
export const homeowners: Expected = {
  anonymous: 'signed_out',
  owner: 'ok',
  otherHomeowner: 'ok',
  assignedContractor: 'forbidden',
  otherContractor: 'forbidden',
  official: 'forbidden',
  officialElsewhere: 'forbidden',
  noRole: 'forbidden',
  twoRoles: 'ok',
};

/** Any contractor, about what is theirs. */
export const contractors: Expected = {
  anonymous: 'signed_out',
  owner: 'forbidden',
  otherHomeowner: 'forbidden',
  assignedContractor: 'ok',
  otherContractor: 'ok',
  official: 'forbidden',
  officialElsewhere: 'forbidden',
  noRole: 'forbidden',
  twoRoles: 'ok',
};

/** Any official. An official's jurisdiction counts for cases, not for people, who belong to none. */
export const officials: Expected = {
  anonymous: 'signed_out',
  owner: 'forbidden',
  otherHomeowner: 'forbidden',
  assignedContractor: 'forbidden',
  otherContractor: 'forbidden',
  official: 'ok',
  officialElsewhere: 'ok',
  noRole: 'forbidden',
  twoRoles: 'forbidden',
};

/** The officials of the record's jurisdiction; to those of another it does not exist. */
const officialsHere: Expected = { ...officials, officialElsewhere: 'not_found' };

/** The owner of the record alone; to other homeowners it does not exist. */
const ownerOnly: Expected = { ...homeowners, otherHomeowner: 'not_found', twoRoles: 'not_found' };

/** Whose input names a record of the owner's: it is no good to anybody else. */
const ownersInput: Expected = { ...homeowners, otherHomeowner: 'bad_input', twoRoles: 'bad_input' };

export const ownProperty = (input: (fixture: Fixture) => unknown): Row<Fixture> => ({
  input,
  expected: ownersInput,
});

/** Whoever is signed in, in whatever role. */
export const signedIn: Expected = { ...everybody, anonymous: 'signed_out' };

export const open = (): Row<Fixture> => ({ input: () => undefined, expected: everybody });
export const own = (input: unknown): Row<Fixture> => ({ input: () => input, expected: homeowners });
export const decision = (input: (fixture: Fixture) => unknown): Row<Fixture> => ({
  input,
  expected: officials,
});
export const record = (input: (fixture: Fixture) => unknown): Row<Fixture> => ({
  input,
  expected: ownerOnly,
});
export const overseen = (input: (fixture: Fixture) => unknown): Row<Fixture> => ({
  input,
  expected: officialsHere,
});

/** The contractor whom the job was awarded to alone; to other contractors it does not exist. */
const assignedOnly: Expected = { ...contractors, otherContractor: 'not_found', twoRoles: 'not_found' };

export const job = (input: (fixture: Fixture) => unknown): Row<Fixture> => ({
  input,
  expected: assignedOnly,
});
