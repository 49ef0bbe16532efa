import type { Group } from './add-group.ts';
import { contractorGroup, profileGroup } from './rows/contractors.ts';
import { jobGroup } from './rows/jobs.ts';
import { officialGroup } from './rows/official.ts';
import { categoryGroup, propertyGroup } from './rows/others.ts';
import { planGroup } from './rows/plans.ts';
import { quoteGroup } from './rows/quotes.ts';
import { requestGroup } from './rows/requests.ts';

/** The commands that are a call and little else, by what they are about. */
export const groups: readonly Group[] = [
  requestGroup,
  planGroup,
  propertyGroup,
  contractorGroup,
  profileGroup,
  quoteGroup,
  jobGroup,
  officialGroup,
  categoryGroup,
];
