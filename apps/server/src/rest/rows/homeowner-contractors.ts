import { PublicContractor } from '@pmp/contracts/contractor';
import { type Operation, operation } from '../operation.ts';
import { list, listed, read } from '../operation-makers.ts';
import * as sample from '../samples/contractor.ts';
import { ListQuery } from '../walk-pages.ts';

const tag = 'homeowner';
const reply = { schema: PublicContractor, name: 'ContractorOut', example: sample.contractor };

/** What homeowners see of contractors. */
export const homeownerContractorOperations: readonly Operation[] = [
  operation({
    ...list('/homeowner/requests/{requestId}/contractors'),
    name: 'list_contractors',
    summary: 'List the contractors who could take a request of yours on',
    description: `Active, of its category, and it lies in their area. ${listed}`,
    tag,
    procedure: 'homeowner.contractors.list',
    query: ListQuery,
    reply: { ...reply, list: true },
    refusals: [404],
  }),
  operation({
    ...read,
    path: '/homeowner/contractors/{id}',
    name: 'get_contractor',
    summary: 'Read what a contractor says of themselves, and how they are rated',
    tag,
    procedure: 'homeowner.contractors.get',
    reply,
  }),
];
