import { type Caller, mutation } from './call.ts';
import type { Cast, Step, Store } from './course-case.ts';
import { courses } from './courses.ts';
import type { Operation } from './operation-log.ts';
import { createSettle } from './settle.ts';

/** Every operation, by what it writes. */
export type Log = Record<Store, Operation[]>;

interface PlayerOptions {
  readonly caller: Caller;
  readonly cast: Cast;
  readonly log: Log;
  readonly seen: (what: string) => void;
  readonly goesOn: () => boolean;
}

/** Plays one course after another until told to stop, at whatever step that is. A step that is refused ends its course. */
export async function play({ caller, cast, log, seen, goesOn }: PlayerOptions): Promise<void> {
  const settle = createSettle({ caller, seen, goesOn });
  for (let turn = cast.random.int(0, courses.length - 1); goesOn(); turn += 1) {
    const course = courses[turn % courses.length]?.(cast);
    if (course === undefined) return;
    let next = course.next();
    while (!next.done && goesOn()) {
      const step: Step = next.value;
      const operation = operationOf(step, cast);
      log[step.store].push(operation);
      const field = step.path.endsWith('.create') ? 'clientKey' : 'commandKey';
      const made = await settle(
        operation,
        step.by,
        mutation(step.path, { ...step.input, [field]: operation.key }),
      );
      if (made === undefined) break;
      if (step.creates && typeof made['id'] === 'string') operation.id = made['id'];
      next = course.next(made);
    }
    course.return();
  }
}

function operationOf({ path, subjectKey, event, creates }: Step, { random }: Cast): Operation {
  return {
    kind: path,
    key: creates ? subjectKey : `move-${random.hex(20)}`,
    subjectKey,
    event,
    ...(creates && { creates }),
    outcome: 'unknown',
    tries: 0,
  };
}
