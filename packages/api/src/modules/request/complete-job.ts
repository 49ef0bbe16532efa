import type { CompleteJob } from '@pmp/contracts/request-moves';
import type { Deps } from '../../deps.ts';
import type { Contractor } from '../../kernel/actor.ts';
import { badField } from '../../kernel/app-error.ts';
import type { ChangeNeeds } from './change-request.ts';
import { moveRequest } from './move-request.ts';
import { dayMs } from './request.derived.ts';
import { toParties } from './request.notices.ts';
import type { Request } from './request.ports.ts';
import { visitsBefore } from './request.states.ts';

type Needs = ChangeNeeds & Pick<Deps, 'categories'>;

/** The contractor says that the work is done: every point of the category's checklist was seen to, at no more than was agreed. */
export const completeJob = (deps: Needs, actor: Contractor, input: CompleteJob): Promise<Request> =>
  moveRequest(deps, actor, {
    move: 'complete',
    input,
    make: (request, now) => {
      const { note, done, labourMinutes, cost, warrantyDays } = input;
      const asked = deps.categories.byCode(request.category)?.checklist.map(({ code }) => code) ?? [];
      const missing = asked.filter((code) => !done.includes(code));
      if (missing.length > 0) {
        throw badField('done', `does not say that this was seen to: ${missing.join(', ')}`);
      }
      const unknown = done.findIndex((code) => !asked.includes(code));
      if (unknown !== -1) throw badField(`done.${unknown}`, 'is not on the list of this kind of work');
      const warrantyUntil = warrantyDays > 0 ? new Date(now.getTime() + warrantyDays * dayMs) : null;
      return {
        set: {
          completion: { at: now, note, done: asked, labourMinutes, cost, warrantyUntil },
          reminded: false,
          visits: visitsBefore(request, now),
          windows: null,
          waitingOn: 'homeowner',
        },
        event: { type: 'completed', reason: note, facts: { amount: cost } },
        notices: toParties(request, 'completed'),
      };
    },
  });
