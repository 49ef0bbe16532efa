import { ContractorProfile, OwnProfile, PublicContractor, SaveProfile } from '@pmp/contracts/contractor';
import { type Operation, operation } from './operation.ts';
import * as sample from './samples.ts';
import { ListQuery, nextLink, walkPages } from './walk-pages.ts';

const profile = '/contractor/profile';
const ofRequest = '/homeowner/requests/{requestId}/contractors';

const seenByHomeowners = { schema: PublicContractor, name: 'ContractorOut', example: sample.contractor };

/** What contractors say of themselves, and what homeowners see of it. */
export const contractorOperations: readonly Operation[] = [
  operation({
    method: 'GET',
    path: profile,
    name: 'get_profile',
    summary: 'Read your profile',
    description: '`null` until you have saved one.',
    tag: 'contractor',
    procedure: 'contractor.profile.get',
    status: 200,
    reply: { schema: OwnProfile, name: 'OwnProfileOut', example: sample.profile },
    refusals: [],
    toReply: (own) => ({ body: own }),
  }),
  operation({
    method: 'POST',
    path: profile,
    name: 'save_profile',
    summary: 'Make your profile, or replace it',
    description:
      'Replaces all of it. With `version`, only if nobody has changed it since. ' +
      'Send an `Idempotency-Key`, and repeating the call cannot do it twice.',
    tag: 'contractor',
    procedure: 'contractor.profile.save',
    body: { schema: SaveProfile, name: 'ContractorProfile', example: sample.newProfile },
    idempotency: 'commandKey',
    status: 200,
    reply: { schema: ContractorProfile, name: 'ContractorProfileOut', example: sample.profile },
    refusals: [409],
    toReply: (saved) => ({ body: saved }),
  }),
  operation({
    method: 'GET',
    path: ofRequest,
    name: 'list_contractors',
    summary: 'List the contractors who could take a request of yours on',
    description:
      'Active, of its category, and it lies in their area. Newest first. All of them up to 1,000; a `Link` header with ' +
      '`rel="next"` leads to the rest.',
    tag: 'homeowner',
    procedure: 'homeowner.contractors.list',
    query: ListQuery,
    status: 200,
    reply: { ...seenByHomeowners, list: true },
    refusals: [404],
    ask: (call, { input, query }) => walkPages(call, { ...query, requestId: input['requestId'] } as object),
    toReply: ({ items, nextCursor }, { input, query }) => ({
      body: items,
      headers: nextLink(ofRequest.replace('{requestId}', String(input['requestId'])), query, nextCursor),
    }),
  }),
  operation({
    method: 'GET',
    path: '/homeowner/contractors/{id}',
    name: 'get_contractor',
    summary: 'Read what a contractor says of themselves, and how they are rated',
    tag: 'homeowner',
    procedure: 'homeowner.contractors.get',
    status: 200,
    reply: seenByHomeowners,
    refusals: [404],
    toReply: (contractor) => ({ body: contractor }),
  }),
];
