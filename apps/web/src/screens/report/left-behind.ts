let sentAt = 0;

/** A report has gone from this place in the tab's history: the steps before it are of no more use. */
export const leaveBehind = (index: number): void => {
  sentAt = index;
};

/** Is this place a step of a report that has gone? */
export const isLeftBehind = (index: number): boolean => index < sentAt;
