import { ReinstatePerson, Standing, SuspendPerson } from '@pmp/contracts/person';
import { type Operation, operation } from '../operation.ts';
import { command } from '../operation-makers.ts';
import * as sample from '../samples/person.ts';

const decision = {
  ...command,
  tag: 'official',
  reply: { schema: Standing, name: 'StandingOut', example: sample.standing },
  refusals: [409],
} as const;

/** Whom officials shut out, and let in again. */
export const officialPeopleOperations: readonly Operation[] = [
  operation({
    ...decision,
    path: '/official/people/{personId}/suspend',
    name: 'suspend_person',
    summary: 'Shut a person out',
    procedure: 'official.people.suspend',
    body: { schema: SuspendPerson, name: 'PersonSuspension', example: sample.decision },
  }),
  operation({
    ...decision,
    path: '/official/people/{personId}/reinstate',
    name: 'reinstate_person',
    summary: 'Let a suspended person in again',
    procedure: 'official.people.reinstate',
    body: { schema: ReinstatePerson, name: 'PersonReinstatement', example: sample.decision },
  }),
];
