import type { RecordRules } from './operation-log.ts';

/** Events of a request that nobody is told of. */
const silent: readonly string[] = ['saved_as_draft', 'edited', 'restored'];
/** Those that its homeowner at least is told of; of all others both parties are. */
const toOne: readonly string[] = [
  'submitted',
  'awarded',
  'reminded',
  'cancelled',
  'rejected',
  'merged',
  'absorbed',
  'reinstated',
  'prioritised',
];

/** A request: made by a create, one event a version. Merging writes into the earlier one too. */
export const requestRules: RecordRules = {
  created: true,
  fromElsewhere: ['absorbed'],
  owed: ({ type, facts }) => {
    // Whoever was asked by name is told; a request that is open to all tells nobody.
    if (type === 'invited') return Number(facts?.['invited'] ?? 0);
    if (silent.includes(type)) return 0;
    return toOne.includes(type) ? 1 : 2;
  },
};

/** A quote: made by its first command; drafts are versions without an event. Accepting it is a command of the request. */
export const quoteRules: RecordRules = {
  created: false,
  fromElsewhere: ['quote_accepted'],
  owed: () => 1,
};
