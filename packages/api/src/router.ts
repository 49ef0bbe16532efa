import { publicCategories } from './modules/category/category.public.ts';
import { contractorChangeOrders } from './modules/change-order/change-order.contractor.ts';
import { homeownerChangeOrders } from './modules/change-order/change-order.homeowner.ts';
import { contractorProfile } from './modules/contractor/contractor.contractor.ts';
import { homeownerContractors } from './modules/contractor/contractor.homeowner.ts';
import { contractorInvoices } from './modules/invoice/invoice.contractor.ts';
import { homeownerInvoices } from './modules/invoice/invoice.homeowner.ts';
import { personLive } from './modules/live/live.person.ts';
import { officialPeople } from './modules/person/person.official.ts';
import { homeownerPlans } from './modules/plan/plan.homeowner.ts';
import { homeownerProperties } from './modules/property/property.homeowner.ts';
import { contractorQuotes } from './modules/quote/quote.contractor.ts';
import { homeownerQuotes } from './modules/quote/quote.homeowner.ts';
import { contractorJobs } from './modules/request/request.contractor.ts';
import { homeownerRequests } from './modules/request/request.homeowner.ts';
import { officialRequests } from './modules/request/request.official.ts';
import { publicStatus } from './modules/status/status.public.ts';
import { contractorWorkLog } from './modules/work-log/work-log.contractor.ts';
import { homeownerWorkLog } from './modules/work-log/work-log.homeowner.ts';
import { router } from './trpc/init.ts';

/** Every procedure, by the role that calls it. */
export const appRouter = router({
  contractor: router({
    changeOrders: contractorChangeOrders,
    invoices: contractorInvoices,
    jobs: contractorJobs,
    profile: contractorProfile,
    quotes: contractorQuotes,
    workLog: contractorWorkLog,
  }),
  homeowner: router({
    changeOrders: homeownerChangeOrders,
    contractors: homeownerContractors,
    plans: homeownerPlans,
    invoices: homeownerInvoices,
    properties: homeownerProperties,
    quotes: homeownerQuotes,
    requests: homeownerRequests,
    workLog: homeownerWorkLog,
  }),
  official: router({
    people: officialPeople,
    requests: officialRequests,
  }),
  live: personLive,
  public: router({
    categories: publicCategories,
    status: publicStatus,
  }),
});

export type AppRouter = typeof appRouter;
