import type { RequestEvent, RequestEventType } from '@pmp/contracts/request-event';

const who: Record<RequestEvent['by'], string> = {
  homeowner: 'You',
  contractor: 'The contractor',
  official: 'The city',
  system: 'The platform',
};

const list = new Intl.ListFormat('en');

/** What was done, to be said after who did it. */
const deeds: Record<Exclude<RequestEventType, 'edited'>, string> = {
  saved_as_draft: 'saved a draft',
  submitted: 'reported this',
  invited: 'asked contractors for quotes',
  awarded: 'accepted a quote',
  offered: 'offered the job to a contractor',
  offer_accepted: 'accepted the offer',
  released: 'ended the agreement',
  windows_offered: 'offered times for a visit',
  scheduled: 'agreed on a visit',
  unscheduled: 'called the visit off',
  started: 'began the work',
  held: 'paused the work',
  resumed: 'let the work go on',
  work_stopped: 'stopped the work',
  stop_work_lifted: 'let stopped work go on',
  change_order_proposed: 'proposed extra work',
  change_order_withdrawn: 'took a proposal of extra work back',
  change_order_approved: 'approved extra work',
  change_order_declined: 'declined extra work',
  completed: 'said that the work is done',
  reminded: 'sent a reminder',
  confirmed: 'confirmed that it is done',
  sent_back: 'said that it is not done yet',
  rated: 'rated the work',
  invoice_published: 'sent an invoice',
  invoice_paid: 'marked the invoice as paid',
  invoice_cancelled: 'took the invoice back',
  cancelled: 'cancelled the request',
  rejected: 'turned the request down',
  merged: 'joined this with an earlier report',
  absorbed: 'joined a later report with this one',
  reopened: 'opened the request again',
  reinstated: 'took back that it was turned down',
  restored: 'made the cancelled request a draft again',
  prioritised: 'set how soon it has to be at least',
};

/** What happened, as a sentence. */
export const eventSentence = ({ type, by, fields }: Pick<RequestEvent, 'type' | 'by' | 'fields'>): string =>
  type === 'edited' ? `${who[by]} changed the ${list.format(fields)}` : `${who[by]} ${deeds[type]}`;
