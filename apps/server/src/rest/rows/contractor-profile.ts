import { ContractorProfile, OwnProfile, SaveProfile } from '@pmp/contracts/contractor';
import { type Operation, operation } from '../operation.ts';
import { command, repeatable } from '../operation-makers.ts';
import * as sample from '../samples/contractor.ts';

const path = '/contractor/profile';
const tag = 'contractor';

/** What contractors say of themselves. */
export const contractorProfileOperations: readonly Operation[] = [
  operation({
    method: 'GET',
    path,
    name: 'get_profile',
    summary: 'Read your profile',
    description: '`null` until you have saved one.',
    tag,
    procedure: 'contractor.profile.get',
    status: 200,
    reply: { schema: OwnProfile, name: 'OwnProfileOut', example: sample.profile },
    refusals: [],
  }),
  operation({
    ...command,
    path,
    name: 'save_profile',
    summary: 'Make your profile, or replace it',
    description: `Replaces all of it. With \`version\`, only if nobody has changed it since. ${repeatable}`,
    tag,
    procedure: 'contractor.profile.save',
    body: { schema: SaveProfile, name: 'ContractorProfile', example: sample.newProfile },
    reply: { schema: ContractorProfile, name: 'ContractorProfileOut', example: sample.profile },
    refusals: [409],
  }),
];
