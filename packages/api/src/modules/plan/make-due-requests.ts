import type { Deps } from '../../deps.ts';
import type { Homeowner } from '../../kernel/actor.ts';
import { createOnce } from '../../kernel/command.ts';
import { openRequest, reported } from '../request/create-request.ts';
import type { Request } from '../request/request.ports.ts';
import { datesAfter, noDates } from './plan.policy.ts';
import type { Plan, PlanFields } from './plan.ports.ts';
import { newestToMake } from './plan.rule.ts';

type Needs = Pick<
  Deps,
  'plans' | 'requests' | 'properties' | 'categories' | 'relay' | 'blocked' | 'clock' | 'ids'
>;

const mostAtOnce = 100;
/** The work of one call ends after this many full batches; the next call goes on. */
const mostRounds = 50;

/**
 * Makes the requests that plans owe by now, in their homeowners' names and outside their daily limits. Of several that one
 * plan owes, because nobody made them in time, only the newest is made. Order of steps: make, then advance; dying in between,
 * or two at once, only try to make the same again, which the unique (plan, local day) refuses.
 * Answers how many plans it has seen to; one that fails is told to `onError` and does not hold up the rest.
 */
export const makeDueRequests = async (deps: Needs, onError: (error: unknown) => void): Promise<number> => {
  // Nobody may write while it cannot be told who is shut out.
  if (!deps.blocked.isCurrent()) return 0;
  let seenTo = 0;
  for (let round = 0; round < mostRounds; round += 1) {
    const due = await deps.plans.due(deps.clock.now(), mostAtOnce);
    let failed = 0;
    for (const plan of due) {
      try {
        await seeTo(deps, plan);
      } catch (error) {
        failed += 1;
        onError(error);
      }
    }
    seenTo += due.length - failed;
    if (failed === due.length || due.length < mostAtOnce) break;
  }
  return seenTo;
};

const seeTo = async (deps: Needs, plan: Plan) => {
  const { id, version, makeAt } = plan;
  if (makeAt === null) return;
  const at = deps.clock.now();
  const set = await stepOf(deps, plan, at);
  // Where somebody was faster it does not happen: the plan has moved on, or was changed and is judged anew if it is still due.
  await deps.plans.advance({ id, expectedVersion: version, makeAt, set, at });
};

const stepOf = async (deps: Needs, plan: Plan, now: Date): Promise<PlanFields> => {
  const [next] = plan.upcoming;
  const newest = next && newestToMake(plan, next, now);
  // The zone's own rules have been changed since the date was reckoned.
  if (!newest) return datesAfter(plan, now);
  const passed = { lastDueAt: newest.dueAt, ...datesAfter(plan, newest.dueAt) };
  // Whoever is shut out reports nothing, nor does their plan; it goes on when they may.
  if (deps.blocked.has(plan.ownerId)) return passed;
  if (!deps.categories.byCode(plan.category)) return { pausedBecause: 'category_gone', ...noDates };
  const owned = await deps.properties.owned(plan.propertyId, plan.ownerId);
  if (!owned) return { pausedBecause: 'property_gone', ...noDates };
  const { id, address, place } = owned.property;
  const where = { propertyId: id, address, place };
  const lastRequestId = await makeOnce(deps, plan, { day: newest.day, ...where });
  return { ...passed, lastRequestId };
};

interface Due extends Pick<Request, 'propertyId' | 'address' | 'place'> {
  day: string;
}

/** Answers the id of the plan's request for that day, whoever has made it, and in whatever zone the plan was then. */
const makeOnce = async (deps: Needs, plan: Plan, { day, ...where }: Due): Promise<string> => {
  const actor: Homeowner = { role: 'homeowner', id: plan.ownerId };
  const { title, description, category, priority } = plan;
  const planDue = `${plan.id}/${day}`;
  const request = await createOnce({
    command: { key: planDue, hash: '' },
    insert: async () => {
      const report = { title, description, category, ...(priority && { priority }), ...where };
      const opened = openRequest(deps, actor, report);
      const entry = reported(opened, actor);
      const outcome = await deps.requests.insert({ ...opened, planDue }, entry, undefined);
      if (outcome !== 'inserted') return 'duplicate';
      deps.relay.push({ subjectId: opened.id, version: opened.version, entries: [entry] });
      return opened;
    },
    createdWith: async (key) => {
      const created = await deps.requests.plannedFor(actor.id, key);
      return created && { created, hash: '' };
    },
  });
  return request.id;
};
