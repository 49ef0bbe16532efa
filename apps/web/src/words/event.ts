import type { RequestEvent } from '@pmp/contracts/request';

const who: Record<RequestEvent['by'], string> = {
  homeowner: 'You',
  contractor: 'The contractor',
  official: 'The city',
  system: 'The platform',
};

const list = new Intl.ListFormat('en');

/** What happened, as a sentence. */
export const eventSentence = ({ type, by, fields }: Pick<RequestEvent, 'type' | 'by' | 'fields'>): string => {
  switch (type) {
    case 'submitted':
      return `${who[by]} reported this`;
    case 'edited':
      return `${who[by]} changed the ${list.format(fields)}`;
    case 'cancelled':
      return `${who[by]} cancelled the request`;
    case 'rejected':
      return `${who[by]} turned the request down`;
    case 'reopened':
      return `${who[by]} opened the request again`;
    case 'reinstated':
      return `${who[by]} took back that it was turned down`;
    case 'prioritised':
      return `${who[by]} set how soon it has to be at least`;
  }
};
