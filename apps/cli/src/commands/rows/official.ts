import type { RouterOutputs } from '@pmp/client';
import { type Priority, priorities } from '@pmp/contracts/category';
import { rejections } from '@pmp/contracts/request-moves';
import type { Group } from '../add-group.ts';
import { needed, oneOf, parsed, text } from '../field.ts';
import { because, id, onOne, status } from '../fields.ts';
import { change, list, read, table } from '../row.ts';
import { eventColumns } from '../views/event-view.ts';
import { overseenFields, requestColumns } from '../views/request-view.ts';

type Overseen = RouterOutputs['official']['requests']['get'];

/** Shows the request as it now is, and says what has been done to it. */
const done = (what: string) => ({
  view: overseenFields,
  said: ({ number }: Overseen) => `${what} ${number}.`,
});

const isPriority = (given: string): given is Priority => priorities.some((one) => one === given);
const floor = parsed('<priority>', `${priorities.join(', ')}; none lifts it`, {
  read: (given): Priority | null | undefined => {
    if (given === 'none') return null;
    return isPriority(given) ? given : undefined;
  },
  wanted: `Give ${priorities.join(', ')} or none.`,
});

export const officialGroup: Group = {
  name: 'official',
  description: 'the requests of your jurisdiction',
  role: 'official',
  rows: [
    list({
      name: 'list',
      description: 'the requests of your jurisdiction, newest first',
      procedure: 'official.requests.list',
      fields: {
        status,
        place: oneOf('--place <place>', 'those of your jurisdiction, or those that lie in none', [
          'here',
          'unknown',
        ]),
      },
      columns: requestColumns,
    }),
    read({
      name: 'get',
      description: 'one request',
      procedure: 'official.requests.get',
      fields: { id },
      view: overseenFields,
    }),
    table({
      name: 'timeline',
      description: 'what happened to a request, oldest first',
      procedure: 'official.requests.timeline',
      fields: { id },
      items: (events) => events,
      columns: eventColumns,
    }),
    change({
      name: 'reject',
      description: 'turn a request down, with a text that its homeowner reads',
      procedure: 'official.requests.reject',
      fields: {
        ...onOne,
        resolution: needed(oneOf('--resolution <why>', 'why', rejections)),
        closingText: needed(text('--text <text>', 'what the homeowner reads')),
      },
      examples: ['<id> --resolution not_responsible --text "The water company sees to this pipe."'],
      ...done('Rejected'),
    }),
    change({
      name: 'merge',
      description: 'say that it was reported before',
      procedure: 'official.requests.merge',
      fields: { ...onOne, duplicateOfId: needed(text('<earlier-id>', 'the earlier request')) },
      ...done('Merged'),
    }),
    change({
      name: 'reopen',
      description: 'open a closed request again',
      procedure: 'official.requests.reopen',
      fields: because,
      ...done('Opened again'),
    }),
    change({
      name: 'reinstate',
      description: 'take a rejection back',
      procedure: 'official.requests.reinstate',
      fields: because,
      ...done('Reinstated'),
    }),
    change({
      name: 'stop-work',
      description: 'stop the work; only officials let it go on',
      procedure: 'official.requests.stopWork',
      fields: because,
      ...done('Stopped the work on'),
    }),
    change({
      name: 'lift-stop-work',
      description: 'let work that was stopped go on',
      procedure: 'official.requests.liftStopWork',
      fields: because,
      ...done('Let the work go on for'),
    }),
    change({
      name: 'priority-floor',
      description: 'set how soon it has to be at least, or lift that',
      procedure: 'official.requests.setPriorityFloor',
      fields: { ...onOne, priorityFloor: needed(floor) },
      examples: ['<id> urgent', '<id> none'],
      ...done('Set how soon for'),
    }),
    change({
      name: 'suspend',
      description: 'shut a person out',
      procedure: 'official.people.suspend',
      fields: {
        personId: needed(text('<person-id>', 'their id')),
        reason: needed(text('--reason <text>', 'why; officials alone read it')),
        commandKey: onOne.commandKey,
      },
      view: ({ personId, state }) => [
        ['person', personId],
        ['state', state],
      ],
      said: () => 'Shut out.',
    }),
    change({
      name: 'let-in',
      description: 'let a suspended person in again',
      procedure: 'official.people.reinstate',
      fields: {
        personId: needed(text('<person-id>', 'their id')),
        reason: needed(text('--reason <text>', 'why; officials alone read it')),
        commandKey: onOne.commandKey,
      },
      view: ({ personId, state }) => [
        ['person', personId],
        ['state', state],
      ],
      said: () => 'Let in again.',
    }),
  ],
};
