import type { Operation } from './operation.ts';
import { changeOrderOperations } from './rows/change-orders.ts';
import { contractorJobOperations } from './rows/contractor-jobs.ts';
import { contractorMoveOperations } from './rows/contractor-moves.ts';
import { contractorProfileOperations } from './rows/contractor-profile.ts';
import { homeownerContractorOperations } from './rows/homeowner-contractors.ts';
import { homeownerMoveOperations } from './rows/homeowner-moves.ts';
import { homeownerPlanOperations } from './rows/homeowner-plans.ts';
import { homeownerPropertyOperations } from './rows/homeowner-properties.ts';
import { homeownerRequestOperations } from './rows/homeowner-requests.ts';
import { invoiceOperations } from './rows/invoices.ts';
import { officialPeopleOperations } from './rows/official-people.ts';
import { officialRequestOperations } from './rows/official-requests.ts';
import { publicOperations } from './rows/public.ts';
import { quoteOperations } from './rows/quotes.ts';
import { workLogOperations } from './rows/work-log.ts';

/** Everything that can be done over REST. Roles, validation and views are the procedures' own. */
export const operations: readonly Operation[] = [
  ...homeownerRequestOperations,
  ...homeownerMoveOperations,
  ...homeownerContractorOperations,
  ...homeownerPropertyOperations,
  ...homeownerPlanOperations,
  ...contractorProfileOperations,
  ...contractorJobOperations,
  ...contractorMoveOperations,
  ...quoteOperations,
  ...changeOrderOperations,
  ...workLogOperations,
  ...invoiceOperations,
  ...officialRequestOperations,
  ...officialPeopleOperations,
  ...publicOperations,
];
