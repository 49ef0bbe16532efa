/** The pages of a report, in order. Apart from the form, since the router knows them before the form is loaded. */
export const reportSteps = ['what', 'details', 'place', 'check'] as const;
export type ReportStep = (typeof reportSteps)[number];
