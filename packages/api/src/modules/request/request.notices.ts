import type { RequestEventType } from '@pmp/contracts/request-event';
import type { Notice } from '../event/event.ports.ts';
import { everyone, type Request } from './request.ports.ts';

/** Owed to the homeowner and, once there is one, to the contractor: also to whoever did it, as a receipt. */
export const toParties = ({ homeownerId, award }: Request, type: RequestEventType): Notice[] =>
  [homeownerId, ...(award ? [award.contractorId] : [])].map((to) => ({ to, kind: `request_${type}` }));

/** Owed to the homeowner alone. */
export const toHomeowner = ({ homeownerId }: Request, type: RequestEventType): Notice[] => [
  { to: homeownerId, kind: `request_${type}` },
];

/** Owed to those who were asked by name to quote. */
export const toInvited = ({ openTo }: Pick<Request, 'openTo'>, type: RequestEventType): Notice[] =>
  openTo.filter((id) => id !== everyone).map((to) => ({ to, kind: `request_${type}` }));
