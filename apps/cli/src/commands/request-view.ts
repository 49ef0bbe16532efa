import type { RouterOutputs } from '@pmp/client';
import type { Column } from '../table.ts';
import { day, moment, oneLine } from './words.ts';

type Request = RouterOutputs['homeowner']['requests']['get'];

/** A request as a row of a table. */
export const requestColumns: readonly Column<Request>[] = [
  { title: 'id', value: ({ id }) => id },
  { title: 'number', value: ({ number }) => number },
  { title: 'status', value: ({ status }) => status },
  { title: 'created', value: ({ createdAt }) => day(createdAt) },
  { title: 'category', value: ({ category }) => category, shrinks: true },
  { title: 'title', value: ({ title }) => title, shrinks: true },
];

/** A request on its own. */
export const requestFields = (request: Request): [string, string][] => [
  ['id', request.id],
  ['number', request.number],
  ['status', request.status],
  ...(request.resolution === null ? [] : [['resolution', request.resolution] as [string, string]]),
  ['title', request.title],
  ['description', request.description],
  ['category', request.category],
  ['priority', request.priority],
  ['address', oneLine(request.address)],
  ...(request.propertyId === null ? [] : [['property', request.propertyId] as [string, string]]),
  ['waiting on', request.waitingOn],
  ['may be', request.allowedMoves.join(', ') || 'nothing'],
  ['version', String(request.version)],
  ['created', moment(request.createdAt)],
  ['updated', moment(request.updatedAt)],
];
