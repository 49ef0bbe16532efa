import { Category } from '@pmp/contracts/category';
import { SystemStatus } from '@pmp/contracts/system-status';
import { type Operation, operation } from '../operation.ts';
import * as sample from '../samples/public.ts';

/** What everybody may ask, signed in or not. */
export const publicOperations: readonly Operation[] = [
  operation({
    method: 'GET',
    path: '/categories',
    name: 'list_categories',
    summary: 'What can be reported',
    tag: 'public',
    procedure: 'public.categories.list',
    open: true,
    status: 200,
    reply: { schema: Category, name: 'Category', example: sample.category, list: true },
    refusals: [],
  }),
  operation({
    method: 'GET',
    path: '/status',
    name: 'get_status',
    summary: 'Whether the service is up, and its clock',
    tag: 'public',
    procedure: 'public.status',
    open: true,
    status: 200,
    reply: { schema: SystemStatus, name: 'ServiceStatus', example: sample.status },
    refusals: [],
  }),
];
