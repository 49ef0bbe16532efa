import { AppError, badField } from '../../kernel/app-error.ts';
import type { Plan } from './plan.ports.ts';
import { type Occurrence, occurrencesAfter, type Schedule } from './plan.rule.ts';

const shown = 3;
/** So many dates are looked at for a lead that is too long. */
const compared = 6;
const dayMs = 86_400_000;

type Dates = Pick<Plan, 'upcoming' | 'makeAt'>;

/** Of a plan that makes nothing for now. */
export const noDates: Dates = { upcoming: [], makeAt: null };

const toDates = (next: readonly Occurrence[]): Dates => ({
  upcoming: next.slice(0, shown).map(({ dueAt }) => dueAt),
  makeAt: next[0]?.makeAt ?? null,
});

/** The dates that come after `after`. */
export const datesAfter = (schedule: Schedule, after: Date): Dates =>
  toDates(occurrencesAfter(schedule, after, shown));

/**
 * The same of a schedule that somebody sends. Refuses one without a date to come, and one whose requests would be made before the one before them is due:
 * of several that are overdue only the newest is made, so such a plan would leave dates out.
 */
export const checkedDates = (schedule: Schedule, after: Date): Dates => {
  const dates = occurrencesAfter(schedule, after, compared);
  if (dates.length === 0) throw badField('rrule', 'has no date to come');
  const shortest = Math.min(
    ...dates.slice(1).map(({ dueAt }, index) => dueAt.getTime() - (dates[index]?.dueAt.getTime() ?? 0)),
  );
  if (schedule.leadDays > Math.round(shortest / dayMs)) {
    throw badField('leadDays', 'is longer than the time between two dates');
  }
  return toDates(dates);
};

/** Refuses to touch what has ended for good. */
export const requireGoingOn = ({ endedAt }: Plan) => {
  if (endedAt !== null) throw new AppError('conflict', 'The plan has ended');
};

/** Refuses a command that was made from an older view than the stored one. */
export const requireVersion = ({ version }: Plan, seen: number | undefined) => {
  if (seen !== undefined && seen !== version) {
    throw new AppError('stale_version', 'The plan has changed; look at it again', {
      currentVersion: version,
    });
  }
};
