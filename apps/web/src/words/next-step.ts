import type { RequestStatus, WaitingOn } from '@pmp/contracts/lifecycle';
import type { HomeownerRequest } from '@pmp/contracts/request-view';

const byStatus: Record<RequestStatus, string> = {
  draft: 'Finish it and send it.',
  submitted: 'Your report is in. Next, contractors are invited to quote.',
  quoting: 'Contractors are preparing quotes. Next, you compare them and choose.',
  assigned: 'A contractor is chosen. Next, you agree on a visit.',
  scheduled: 'A visit is agreed. Next, the contractor comes.',
  in_progress: 'The repair is under way. Next, the contractor shows that it is done.',
  on_hold: 'Work is paused. It goes on when the reason is gone.',
  completed: 'The contractor says it is done. Next, you look and confirm.',
  closed: 'Nothing more to do.',
  cancelled: 'You withdrew this request. Nothing more happens.',
  rejected: 'The city turned this request down. It says why below.',
};

const waiting: Record<WaitingOn, string> = {
  none: '',
  homeowner: 'Waiting for you',
  contractor: 'Waiting for the contractor',
  official: 'Waiting for the city',
};

/** What a next step is told of: the state, and what in it makes a difference. */
type Standing = Pick<
  HomeownerRequest,
  'status' | 'award' | 'windows' | 'hold' | 'invoice' | 'resolution' | 'reopenCount'
>;

/** What is so besides the state; undefined where the state says it all. */
const besides: { readonly [S in RequestStatus]?: (standing: Standing) => string | undefined } = {
  submitted: ({ reopenCount }) =>
    reopenCount > 0 ? 'It is open again. Next, contractors are invited to quote.' : undefined,
  assigned: ({ award, windows }) => {
    if (award?.acceptedAt === null) return 'You offered the job to a contractor. Next, they accept it.';
    return windows?.by === 'contractor'
      ? 'The contractor offers times for a visit. Next, you agree to one.'
      : undefined;
  },
  in_progress: ({ award }) =>
    award?.changeOrders.some(({ state }) => state === 'proposed')
      ? 'The contractor proposes extra work. Next, you approve or decline it.'
      : undefined,
  on_hold: ({ hold }) =>
    hold?.reason === 'stop_work'
      ? 'The city has stopped the work. It goes on when the city says so.'
      : undefined,
  closed: ({ invoice }) =>
    invoice?.state === 'published' ? 'It is done. Next, you pay the invoice.' : undefined,
  rejected: ({ resolution }) =>
    resolution === 'duplicate' ? 'It was reported before. The earlier request goes on.' : undefined,
};

/** What happens next, in a sentence. */
export const nextStep = (standing: Standing): string =>
  besides[standing.status]?.(standing) ?? byStatus[standing.status];

/** Whose turn it is. Empty where nobody has to do anything: also before a quote, when nothing is asked of the homeowner yet. */
export const whoseTurn = ({ status, waitingOn }: { status: RequestStatus; waitingOn: WaitingOn }): string =>
  status === 'submitted' && waitingOn === 'homeowner' ? '' : waiting[waitingOn];

export const stages = ['Report', 'Quotes', 'Visit', 'Repair', 'Done'] as const;

const stageByStatus: Record<RequestStatus, number | undefined> = {
  draft: 0,
  submitted: 0,
  quoting: 1,
  assigned: 2,
  scheduled: 2,
  in_progress: 3,
  on_hold: undefined,
  completed: 4,
  closed: 5,
  cancelled: undefined,
  rejected: undefined,
};

/** How many stages are behind it; undefined where the way does not go on. */
export const stageOf = (status: RequestStatus): number | undefined => stageByStatus[status];
